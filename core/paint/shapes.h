// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"

namespace frisket::paint {

/// The pixels that hold `a` and `b`, and all between them: what is dragged from one to the other.
/// Coordinates as in `fillPolygon`.
[[nodiscard]] base::Rect boxBetween(base::Point a, base::Point b);

/// All pixels of `box` in `clip`.
[[nodiscard]] condition::BitRegion fillRectangle(const base::Rect& box, const base::Rect& clip);

/// The pixels of `clip` whose centres lie in the ellipse that touches the four sides of `box`, its
/// edge included; exact. Sides of at most 2^22 pixels.
[[nodiscard]] condition::BitRegion fillEllipse(const base::Rect& box, const base::Rect& clip);

}  // namespace frisket::paint
