// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "core/refine/element.h"

namespace frisket::refine {

/// Smoothing of edges. Beyond the image's border the pixels of the border go on ("nearest" of
/// scipy.ndimage, BORDER_REPLICATE of OpenCV), so a shape that is cut off there stays cut off
/// straight. Nothing comes to be set outside of the least box of `region`. Work follows that box.
/// They fail with InvalidArgument and Cancelled; they throw std::bad_alloc.

inline constexpr std::int64_t kMostMedianRadius = 127;
inline constexpr double kMostSigma = 100;

/// What most pixels of the element around each pixel are, `element.radius` 1..kMostMedianRadius.
/// Elements have an odd number of pixels, so there are no ties. The same as
/// `scipy.ndimage.median_filter(footprint=..., mode="nearest")`, and for squares as cv::medianBlur.
[[nodiscard]] base::Result<condition::BitRegion> median(const condition::BitRegion& region,
                                                        const base::Rect& plane,
                                                        const Element& element,
                                                        base::Progress* progress = nullptr,
                                                        base::ThreadPool* pool = nullptr);

/// Where the region blurred by a Gaussian is at least one half. `sigma` is in pixels, above 0 and
/// at most kMostSigma; the Gaussian is cut off at 4 sigma and of sum 1, as
/// `scipy.ndimage.gaussian_filter(mode="nearest") >= 0.5`. Sums are those of single precision in an
/// order that does not depend on threads, so that the outcome is the same everywhere; a pixel
/// within 1e-5 of one half may be on the other side than in scipy.
[[nodiscard]] base::Result<condition::BitRegion> gaussian(const condition::BitRegion& region,
                                                          const base::Rect& plane, double sigma,
                                                          base::Progress* progress = nullptr,
                                                          base::ThreadPool* pool = nullptr);

}  // namespace frisket::refine
