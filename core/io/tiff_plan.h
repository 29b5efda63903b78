// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/codec.h"
#include "core/io/tiff_meta.h"

namespace frisket::io {

/// How an array is written as TIFF.
struct TiffPlan {
    TiffMeta meta;           ///< as it will be read back
    array::Shape page;       ///< (H, W) or (H, W, S), the last axes of the array, or (1, N)
    std::int64_t pages = 1;  ///< the axes before them
    std::vector<std::string> notes;
};

/// Names for WriteOptions::compression; the first is the default.
inline constexpr std::array<std::string_view, 5> kTiffCompressions{"deflate", "lzw", "zstd",
                                                                   "packbits", "none"};

/// See Codec::canHold.
base::Status tiffCanHold(array::DType dtype, const array::Shape& shape, const ReadLimits& limits,
                         std::string_view name);

/// Decides how the array is written so that it reads back the same, keeping what there is of a
/// TiffMeta, or the palette of a PngMeta. Errors as `tiffCanHold`.
[[nodiscard]] base::Result<TiffPlan> planTiff(const EncodingRequest& request);

}  // namespace frisket::io
