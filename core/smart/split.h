// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/condition/bit_region.h"

namespace frisket::smart {

/// The pixels of `object` to clear so that parts that touch come apart, by sides and by corners:
/// lines of a pixel across its necks. A neck is where the distance to the outside, seen from a
/// place where it is greatest, falls below `neck` (0..1) times what it is there: 1 splits wherever
/// the object is a little thinner, 0 nowhere. The watershed of the distance (S. Beucher and C.
/// Lantuejoul, 1979), its basins joined by their depth. Pixels past the box are outside.
///
/// Boxes of more than kMostPixels fail with TooLarge; Cancelled, OutOfMemory.
[[nodiscard]] base::Result<condition::BitRegion> splitLines(const condition::BitRegion& object,
                                                            double neck,
                                                            base::Progress* progress = nullptr);

}  // namespace frisket::smart
