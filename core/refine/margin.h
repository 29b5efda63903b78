// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"

namespace frisket::refine {

/// From the centre of a pixel to that of the next one: in pixels, or in any physical unit. Finite
/// and above 0.
struct Spacing {
    double y = 1;
    double x = 1;

    bool operator==(const Spacing&) const = default;
};

/// A margin of a distance >= 0 in the units of `spacing`, measured between the centres of pixels in
/// a straight line and compared in double precision, without any approximation. The image's border
/// is as in `dilate` and `erode`, of which these are the generalisation; a disc of radius r is the
/// distance r. Work does not grow with a large distance beyond the pixels that it reaches. They
/// fail with InvalidArgument and Cancelled; they throw std::bad_alloc.

/// The pixels of `plane` from which a set one is at most `distance` away:
/// `scipy.ndimage.distance_transform_edt(~region, sampling=(y, x)) <= distance`.
[[nodiscard]] base::Result<condition::BitRegion> growBy(const condition::BitRegion& region,
                                                        const base::Rect& plane, double distance,
                                                        const Spacing& spacing = {},
                                                        base::Progress* progress = nullptr,
                                                        base::ThreadPool* pool = nullptr);

/// The set pixels from which no clear one of `plane` is at most `distance` away:
/// `scipy.ndimage.distance_transform_edt(region, sampling=(y, x)) > distance`.
[[nodiscard]] base::Result<condition::BitRegion> shrinkBy(const condition::BitRegion& region,
                                                          const base::Rect& plane, double distance,
                                                          const Spacing& spacing = {},
                                                          base::Progress* progress = nullptr,
                                                          base::ThreadPool* pool = nullptr);

/// InvalidArgument where a spacing can't be used.
[[nodiscard]] base::Status checkSpacing(const Spacing& spacing);

}  // namespace frisket::refine
