// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "core/refine/element.h"

namespace frisket::refine {

/// Binary morphology on the pixels of `plane`. `region` may reach beyond `plane`, where it is not
/// looked at; what is returned does not, and its box may be larger than need be. Work and memory
/// follow the least box of the set pixels, grown by the radius, whatever the size of the plane.
///
/// At the image's border: what is outside is clear for dilation and set for erosion, so nothing
/// grows in from there and nothing is eaten away from there. cv::dilate and cv::erode do so by
/// default, and skimage.morphology.binary_dilation and binary_erosion. `open` and `close` are one
/// after the other, each by its own rule and cut off at the border in between, as cv::morphologyEx
/// and skimage.morphology.binary_opening and binary_closing.
///
/// All fail with InvalidArgument where the radius is out of range, and with Cancelled; they throw
/// std::bad_alloc. They run on the threads of `pool`, if there is one.

/// Grow: the pixels that see a set one through the element.
[[nodiscard]] base::Result<condition::BitRegion> dilate(const condition::BitRegion& region,
                                                        const base::Rect& plane,
                                                        const Element& element,
                                                        base::Progress* progress = nullptr,
                                                        base::ThreadPool* pool = nullptr);

/// Shrink: the pixels that see no clear one through the element.
[[nodiscard]] base::Result<condition::BitRegion> erode(const condition::BitRegion& region,
                                                       const base::Rect& plane,
                                                       const Element& element,
                                                       base::Progress* progress = nullptr,
                                                       base::ThreadPool* pool = nullptr);

/// Erodes, then dilates: what the element fits into, without thin bridges and specks.
[[nodiscard]] base::Result<condition::BitRegion> open(const condition::BitRegion& region,
                                                      const base::Rect& plane,
                                                      const Element& element,
                                                      base::Progress* progress = nullptr,
                                                      base::ThreadPool* pool = nullptr);

/// Dilates, then erodes: gaps that the element does not fit into are closed.
[[nodiscard]] base::Result<condition::BitRegion> close(const condition::BitRegion& region,
                                                       const base::Rect& plane,
                                                       const Element& element,
                                                       base::Progress* progress = nullptr,
                                                       base::ThreadPool* pool = nullptr);

/// `dilate` and `erode` with an element that is given by its rows.
[[nodiscard]] base::Result<condition::BitRegion> dilateBy(const condition::BitRegion& region,
                                                          const base::Rect& plane,
                                                          const HalfWidths& half,
                                                          base::Progress* progress,
                                                          base::ThreadPool* pool);
[[nodiscard]] base::Result<condition::BitRegion> erodeBy(const condition::BitRegion& region,
                                                         const base::Rect& plane,
                                                         const HalfWidths& half,
                                                         base::Progress* progress,
                                                         base::ThreadPool* pool);

}  // namespace frisket::refine
