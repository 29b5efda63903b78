// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/array/nd_array.h"
#include "core/base/result.h"
#include "core/io/byte_stream.h"
#include "core/io/limits.h"
#include "core/io/png_meta.h"

namespace frisket::io {

struct PngFile {
    /// Shape (height, width); U16 for 16 bits, else U8. The index or grey value as stored: no
    /// scaling, no gamma, no palette applied.
    array::NdArray array;
    PngMeta meta;
    /// What the file holds that a save would not keep, in sentences.
    std::vector<std::string> notes;
};

/// Reads a palette or grey PNG, interlaced or not.
///
/// Unsupported: RGB, RGBA, grey with alpha. TooLarge: above `limits`, found before memory is taken.
/// Truncated: the file ends early, or is too short for the size that it claims. Format: anything
/// wrong in the data, wrong checksums included. A source that is watched can be cancelled.
[[nodiscard]] base::Result<PngFile> readPng(ByteSource& source, const ReadLimits& limits);

}  // namespace frisket::io
