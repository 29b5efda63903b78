// SPDX-License-Identifier: MIT
#pragma once

#include "core/refine/margin.h"

namespace frisket::refine {

/// The shape between two key slices of the same plane (S. P. Raya, J. K. Udupa, Shape-Based
/// Interpolation of Multidimensional Objects, 1990, with exact Euclidean distances instead of
/// chamfered ones): each key becomes a map of signed distances, from a set pixel to the nearest
/// clear one of the plane and, negative, from a clear pixel to the nearest set one. What is set is
/// where (1 - fraction) * first + fraction * second >= 0.
///
/// `fraction` is 0 at the first key and 1 at the second, which are given back unchanged there, and
/// between is the place of the slice between them. Where one key is empty there is no shape to go
/// to: all between is empty. `spacing` is that of the pixels in the plane. Work follows the box of
/// both keys. Fails with InvalidArgument and Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<condition::BitRegion> interpolated(
    const condition::BitRegion& first, const condition::BitRegion& second, const base::Rect& plane,
    double fraction, const Spacing& spacing = {}, base::Progress* progress = nullptr,
    base::ThreadPool* pool = nullptr);

}  // namespace frisket::refine
