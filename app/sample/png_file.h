// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace frisket::sample {

enum class PngKind : std::uint8_t { Grey, Palette, Rgb };

/// Writes `bytes` (height×width samples, three a pixel for Rgb) with 8 bits a sample. False where
/// the file can't be written; what there is of it then stays.
[[nodiscard]] bool writePng(const char* path, PngKind kind, int width, int height,
                            std::span<const std::uint8_t> bytes,
                            std::span<const std::array<std::uint8_t, 3>> palette = {});

}  // namespace frisket::sample
