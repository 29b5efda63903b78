// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"

namespace frisket::smart {

/// The pixels of the shortest straight line through `through` from one side of `object` to the
/// other, of 180 directions a degree apart; of equal ones the first, from level on. Pixels of the
/// line touch by sides, so what it parts does not even touch by corners. Nothing where the pixel is
/// not in `object`. Costs the object's width along 180 lines, whatever its area.
[[nodiscard]] condition::BitRegion shortestCut(const condition::BitRegion& object,
                                               base::Pixel through);

}  // namespace frisket::smart
