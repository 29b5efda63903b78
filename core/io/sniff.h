// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

#include "core/base/result.h"
#include "core/io/format.h"

namespace frisket::io {

/// As many of a file's first bytes as `sniffFormat` looks at.
inline constexpr std::size_t kSniffBytes = 512;

/// Tells the format by the file's first bytes (up to kSniffBytes of them); its name says nothing.
/// What is known but holds no masks here is refused by name (Unsupported) with a way out; so is
/// what is not known. `path` is for messages.
[[nodiscard]] base::Result<Format> sniffFormat(std::span<const std::byte> start,
                                               std::string_view path);

/// The format to write, by the ending of `path` in any case; Unsupported for other endings and for
/// formats that are only read.
[[nodiscard]] base::Result<Format> formatForPath(const std::filesystem::path& path);

}  // namespace frisket::io
