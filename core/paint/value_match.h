// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/array/dtype.h"
#include "core/assign/scalar.h"
#include "core/condition/bits.h"
#include "core/measure/match_between.h"

namespace frisket::paint {

/// Values from `low` to `high`, both included, both of the dtype they are compared with. For floats
/// -0 is 0; where both are NaN, NaNs are meant, else a NaN is in no range.
struct ValueRange {
    assign::Scalar low;
    assign::Scalar high;
};

/// The values that are at most `tolerance` >= 0 from `value`, an element of `dtype`; integers to
/// the unit, ends kept within the dtype. 0: those that equal it.
[[nodiscard]] ValueRange rangeAround(array::DType dtype, const std::byte* value, double tolerance);

/// Sets bit i of `out` where element i of `elements`, `count` packed ones of the range's dtype, is
/// in it; the rest of the last word becomes zero. `elements` need not be aligned.
void matchRange(const ValueRange& range, const std::byte* elements, std::int64_t count,
                condition::Word* out);

using measure::matchNumbers;

/// `matchRange` for pixels 0xffRRGGBB: none of red, green and blue is more than `tolerance`
/// (0..255) from that of `colour`.
void matchColour(std::uint32_t colour, int tolerance, const std::uint32_t* pixels,
                 std::int64_t count, condition::Word* out);

}  // namespace frisket::paint
