// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"

namespace frisket::paint {

/// Diameters of the round brush in pixels; others are clamped to this range.
inline constexpr int kMinDiameter = 1;
inline constexpr int kMaxDiameter = 8192;

/// Points further than this from the origin, in pixels along either axis, are moved to this limit,
/// so that every product of the exact test below fits 128 bits.
inline constexpr double kMaxCoordinate = 2097152;  // 2^21

/// A point in half-pixel units: pixel (x, y) has its centre at (2x + 1, 2y + 1), its outer corner
/// at (2x, 2y).
struct HalfPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;

    bool operator==(const HalfPoint&) const = default;
};

/// Where a brush of `diameter` pixels sits when the pointer is at `point`: the centre of the pixel
/// that holds it for an odd diameter, the nearest pixel corner (ties to the right and down) for an
/// even one. A coordinate that is not a number counts as 0.
[[nodiscard]] HalfPoint snapped(base::Point point, int diameter);

/// The pixels of `clip` that the round brush covers while it moves in a straight line from `from`
/// to `to`: those whose centre is at most `diameter / 2` from the segment between the snapped ends
/// (a capsule). The rule is exact, so there are no gaps and no spacing, whatever the speed.
///
/// `clip` is usually the plane; what it has left of column 0 or above row 0 is ignored. The box of
/// the result is the least one; the region is empty when nothing is touched. The cost is that of
/// the rows of the capsule inside `clip` and of the words of the box.
[[nodiscard]] condition::BitRegion sweep(base::Point from, base::Point to, int diameter,
                                         const base::Rect& clip);

/// The same pixels, cut into bands of whole rows whose boxes together have at most about four
/// times the words that are touched: a long thin diagonal does not pay for its bounding box. No
/// pixel is in two bands; bands go downwards; there is none when nothing is touched.
[[nodiscard]] std::vector<condition::BitRegion> sweepInBands(base::Point from, base::Point to,
                                                             int diameter, const base::Rect& clip);

/// The brush at rest: `sweep(at, at, diameter, clip)`.
[[nodiscard]] condition::BitRegion dab(base::Point at, int diameter, const base::Rect& clip);

}  // namespace frisket::paint
