// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"

namespace frisket::io {

/// A pixel that a shape goes through; unlike base::Point it has no fractions.
struct Pixel {
    std::int64_t x = 0;
    std::int64_t y = 0;

    bool operator==(const Pixel&) const = default;
};

/// Shapes as Pillow draws them filled, which labelme makes its masks with: corners are pixels, not
/// places between them, and belong to the shape. Coordinates are at most 2^24 from 0; `clip` does
/// not reach left of column 0 or above row 0 and is less than 2^24 wide and high. All are clipped
/// by it, and cost its rows.
///
/// A polygon: in each row from one crossing with an edge to the next, both rounded to pixels
/// towards each other, and its level edges. A corner at which an edge ends counts twice, but in the
/// last row; edges that meet in a flat corner are joined to what is below or above it.
[[nodiscard]] condition::BitRegion pillowPolygon(std::span<const Pixel> corners,
                                                 const base::Rect& clip);

/// A line of that many pixels as the polygon of its four corners, which are rounded; one pixel
/// where both ends are the same.
[[nodiscard]] condition::BitRegion pillowLine(Pixel from, Pixel to, int width,
                                              const base::Rect& clip);

/// The ellipse that fills the box from pixel `first` to pixel `last`, both included. Each half
/// extent is at most 2^17, and `last` is not left of or above `first`.
[[nodiscard]] condition::BitRegion pillowEllipse(Pixel first, Pixel last, const base::Rect& clip);

}  // namespace frisket::io
