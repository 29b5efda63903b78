// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"

namespace frisket::refine {

/// What a structuring element of radius r holds around its centre, in pixels:
enum class ElementShape : std::uint8_t {
    Disc,     ///< dx^2 + dy^2 <= r^2: `skimage.morphology.disk(r)`
    Square,   ///< |dx| <= r and |dy| <= r: side 2 r + 1
    Diamond,  ///< |dx| + |dy| <= r: `skimage.morphology.diamond(r)`
};

inline constexpr std::int64_t kMostRadius = 500;

/// A structuring element. It is symmetric, so what it is turned by in dilation makes no difference.
struct Element {
    ElementShape shape = ElementShape::Disc;
    std::int64_t radius = 1;  ///< 1..kMostRadius

    bool operator==(const Element&) const = default;
};

/// Rows of a symmetric element: row |dy| holds the columns |dx| <= half[|dy|]. Never empty, never
/// rising, all >= 0; rows from half.size() on hold nothing.
using HalfWidths = std::vector<std::int64_t>;

/// InvalidArgument where the radius is out of its range.
[[nodiscard]] base::Result<HalfWidths> halfWidths(const Element& element);

/// Rows of the ellipse of all (dx, dy) with sqrt((dy * spacingY)^2 + (dx * spacingX)^2) <= distance
/// in double precision, at most `mostX` columns and `mostY` rows to each side. All are finite,
/// `distance` >= 0, the spacings > 0.
[[nodiscard]] HalfWidths ellipseHalfWidths(double distance, double spacingY, double spacingX,
                                           std::int64_t mostY, std::int64_t mostX);

}  // namespace frisket::refine
