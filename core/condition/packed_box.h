// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "core/array/box.h"
#include "core/base/geometry.h"
#include "core/condition/condition_mask.h"

namespace frisket::condition {

/// A box over the axes of `mask` that holds every element of `packed`, a rectangle of packed rows
/// (y) and bits in them (x) that is not empty and lies in the mask. It is the least one where no
/// axes are merged, neither into the rows nor along them, or where the others hold still.
[[nodiscard]] array::Box boxOf(const ConditionMask& mask, const base::Rect& packed);

/// Makes the elements of `box`, which lies in `mask`, True where the byte of `bytes` is not zero;
/// these are packed, in C order of the box. Returns how many more are True than were before.
std::int64_t writeBox(const array::Box& box, const std::byte* bytes, ConditionMask& mask);

}  // namespace frisket::condition
