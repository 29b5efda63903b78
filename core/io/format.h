// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace frisket::io {

/// Formats that hold masks. What each is and does: `codecFor`.
enum class Format : std::uint8_t { Npy, Png, Tiff, Coco, Panoptic, Labelme, Nrrd };

/// What `--format` and recipes call it: "npy", "png", "tiff".
[[nodiscard]] std::string_view name(Format format);

}  // namespace frisket::io
