// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "core/base/progress.h"
#include "core/smart/image_window.h"

namespace frisket::smart {

/// Grows marks until they meet at edges: the watershed of F. Meyer (1992) as OpenCV has it. Each
/// mark of an object is an object of its own, unless marks of objects overlap, which makes them
/// one; the background's are one. Where none of the background is seen in the window its rim is it.
struct MarkerWatershed {
    std::span<const Mark> marks;
    /// Leaves a line of a pixel between objects that touch, so that they don't hang together by
    /// sides.
    bool keepsApart = true;

    /// Windows with more pixels are first looked at through means of squares, and what lies near
    /// the lines that are found is then grown again at full resolution.
    static constexpr std::int64_t kCoarsePixels = std::int64_t{1} << 21U;

    /// The pixels of all objects. Fails as `check`, with Cancelled (before and after each pass, of
    /// half a second), OutOfMemory.
    [[nodiscard]] base::Result<condition::BitRegion> in(const ImageWindow& image,
                                                        base::Progress* progress = nullptr) const;
};

}  // namespace frisket::smart
