// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "core/base/progress.h"
#include "core/smart/image_window.h"

namespace frisket::smart {

/// The object in a window by the colours of what is known of it and of the rest: GrabCut (C.
/// Rother, V. Kolmogorov, A. Blake, 2004) as OpenCV has it.
struct GrabCut {
    /// What is outside is not of the object, whatever it looks like; empty: nothing is known but
    /// the marks.
    base::Rect box;
    std::span<const Mark> marks;
    /// How often colours and object are found from each other, at least once.
    int iterations = 3;

    /// Windows with more pixels are first looked at through means of squares, and what that finds
    /// is then cut at full resolution along its boundary, in tiles.
    static constexpr std::int64_t kCoarsePixels = std::int64_t{1} << 18U;

    /// The pixels of the object. Where nothing is known to be background the rim of the box, or of
    /// the window, is taken for it at first; where nothing can be object the answer is empty.
    ///
    /// The same for the same input. Fails as `check`, with Cancelled (looked at between iterations
    /// and tiles, 0.2 s), OutOfMemory.
    [[nodiscard]] base::Result<condition::BitRegion> in(const ImageWindow& image,
                                                        base::Progress* progress = nullptr) const;
};

}  // namespace frisket::smart
