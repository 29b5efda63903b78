// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/bit_region.h"

namespace frisket::refine {

/// `region` with the pixels of `rect` turned over: what is set there becomes clear and the other
/// way round; what is outside of `rect` stays. `rect` lies in the plane.
[[nodiscard]] condition::BitRegion inverted(const condition::BitRegion& region,
                                            const base::Rect& rect);

}  // namespace frisket::refine
