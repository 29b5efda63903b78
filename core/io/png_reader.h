// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/array/nd_array.h"
#include "core/base/result.h"
#include "core/io/byte_stream.h"
#include "core/io/limits.h"
#include "core/io/png_meta.h"

namespace frisket::io {

/// What to make of RGB pictures of 8 bits.
enum class PngColours : std::uint8_t {
    Judged,  ///< ids where they look like it (`looksLikeIds`), else refused as a picture
    Ids,     ///< ids
};

struct PngFile {
    /// Shape (height, width); U16 for 16 bits, U32 for RGB, else U8. The index or grey value as
    /// stored or the id of the colour: no scaling, no gamma, no palette applied.
    array::NdArray array;
    PngMeta meta;
    /// What the file holds that a save would not keep, in sentences.
    std::vector<std::string> notes;
};

/// Reads a palette or grey PNG, or ids as colours, interlaced or not.
///
/// Unsupported: pictures (RGB as `colours` says, RGBA, grey with alpha). TooLarge: above `limits`,
/// found before memory is taken. Truncated: the file ends early, or is too short for the size that
/// it claims. Format: anything wrong in the data, wrong checksums included. A source that is
/// watched can be cancelled.
[[nodiscard]] base::Result<PngFile> readPng(ByteSource& source, const ReadLimits& limits,
                                            PngColours colours = PngColours::Judged);

}  // namespace frisket::io
