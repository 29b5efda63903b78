// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"

namespace frisket::paint {

/// Corners in image pixels; the last is joined to the first.
using Ring = std::vector<base::Point>;

/// Corners are rounded to this part of a pixel, so that the test below is exact.
inline constexpr int kSubpixels = 256;

/// The pixels of `clip` whose centres lie inside `rings` by the even-odd rule: a ring within a ring
/// is a hole, and where a ring crosses itself twice it is outside again. A centre on an edge
/// belongs to what is right of the edge or, on a level one, below: polygons that share an edge
/// share no pixel and leave none out. Coordinates beyond `kMaxCoordinate` (round_brush.h) are moved
/// there; one that is not a number counts as 0. Fewer than three corners hold nothing.
///
/// What `clip` has left of column 0 or above row 0 is ignored. Costs the words of the bounding box
/// and, for each edge, its rows in it.
[[nodiscard]] condition::BitRegion fillPolygon(std::span<const Ring> rings, const base::Rect& clip);

}  // namespace frisket::paint
