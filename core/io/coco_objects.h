// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/base/geometry.h"
#include "core/io/coco_reader.h"

namespace frisket::io {

/// An annotation as it is to be in the file.
struct CocoObject {
    std::int64_t value = 0;           ///< of its pixels in the mask
    bool isNew = false;               ///< else it is the annotation of the same place in the list
    bool keepsText = false;           ///< what the file says of it gives these pixels as it is
    std::int64_t pixels = 0;          ///< how many it has now
    std::int64_t hadSeen = 0;         ///< how many of the file's were not below others
    std::int64_t added = 0;           ///< how many it did not have before
    base::Rect box;                   ///< where they are; known unless `keepsText`
    std::vector<std::uint32_t> runs;  ///< as condition::RunLengths has them; the same
};

/// Divides the pixels of a mask that are not 0 among the annotations of its image, so that each
/// pixel is in the last of those that cover it, and drawing them in order gives the mask: the first
/// objects are `before`, in order; new ones follow.
///
/// A pixel stays with the annotation that it is seen of as long as it has that one's value. Others
/// go to the annotation of their value where there is one such, else to a new object for each
/// value. So what nobody changed is not changed, whatever lies over it.
///
/// `mask` is an integer or bool array (H, W) in C order without values below 0; annotations have
/// values above 0 (`valueOf`). Fails with TooLarge above the limits, and with Cancelled.
[[nodiscard]] base::Result<std::vector<CocoObject>> divideObjects(
    const array::NdArray& mask, const std::vector<CocoAnnotation>& before, bool instances,
    const ReadLimits& limits, const std::string& where, base::Progress* progress);

}  // namespace frisket::io
