// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/io/program.h"

namespace frisket::io {

/// What reads a TIFF with tifffile: its values in C order, of the shape that Frisket reads.
[[nodiscard]] std::string tiffReadText(const ProgramFile& file);

/// What writes the array `d` to a TIFF, with the palette of the destination where it has one.
[[nodiscard]] std::string tiffWriteText(const Program& program);

/// The import of tifffile, with what it needs besides to read those of `files` that are TIFF.
[[nodiscard]] std::string tiffImport(const std::vector<const ProgramFile*>& files);

}  // namespace frisket::io
