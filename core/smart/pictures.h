// SPDX-License-Identifier: MIT
// What this room shares; includes OpenCV, so only its .cpp files include this.
#pragma once

#include <new>

#include <opencv2/imgproc.hpp>

#include "core/base/progress.h"
#include "core/smart/image_window.h"

namespace frisket::smart {

/// The window's pixels where they lie; OpenCV must not write to them.
[[nodiscard]] cv::Mat pictureOf(const ImageWindow& image);
/// The same, or a copy, with three channels.
[[nodiscard]] cv::Mat colourPictureOf(const ImageWindow& image);

/// The least step of whole pixels by which a window has at most `most` pixels left.
[[nodiscard]] int stepFor(const base::Rect& rect, std::int64_t most);
/// Means of squares of `step` pixels; the last ones go on with the pixels at the edge.
[[nodiscard]] cv::Mat reduced(const cv::Mat& picture, int step);

/// Where `mask` (8 bits, size of `window`) is not zero; the box is the least one.
[[nodiscard]] condition::BitRegion regionOf(const cv::Mat& mask, const base::Rect& window);

/// Calls `visit(row, column)`, from the window's corner, for the pixels of `mark` in `window`.
template <class Visit>
void forEachPixel(const Mark& mark, const base::Rect& window, Visit&& visit) {
    for (const condition::BitRegion& region : mark.regions) {
        const base::Rect seen = region.box().intersected(window);
        for (std::int64_t y = seen.y0; y < seen.y1; ++y) {
            condition::forEachSetBit(region.row(y), seen.x0 - region.originX(), seen.width(),
                                     [&](std::int64_t x) {
                                         visit(static_cast<int>(y - window.y0),
                                               static_cast<int>(seen.x0 + x - window.x0));
                                     });
        }
    }
}

/// The error of what OpenCV threw.
[[nodiscard]] base::Error errorOf(const cv::Exception& thrown);
[[nodiscard]] base::Error noMemory();

/// What `work` returns, a Result; where OpenCV throws, or memory runs out, an error. Exceptions go
/// no further than this room.
template <class Work>
[[nodiscard]] auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const cv::Exception& thrown) {
        return tl::unexpected<base::Error>(errorOf(thrown));
    } catch (const std::bad_alloc&) {
        return tl::unexpected<base::Error>(noMemory());
    }
}

}  // namespace frisket::smart
