// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/array/dtype.h"
#include "core/condition/bits.h"

namespace frisket::measure {

/// Sets bit i of `out` where element i of `elements`, `count` packed ones of any alignment, is from
/// `low` to `high`, both included; the rest of the last word becomes zero. Both ends are of the
/// type in which elements of `dtype` are compared (array::comparable): that itself, but a float for
/// float16 and a byte for Bool. A NaN is in no range.
void matchBetween(array::DType dtype, const std::byte* low, const std::byte* high,
                  const std::byte* elements, std::int64_t count, condition::Word* out);

/// The same for numbers from `low` to `high`, both included, of any dtype: whatever its precision,
/// an element is in it where its exact value is. A NaN is in none.
void matchNumbers(array::DType dtype, double low, double high, const std::byte* elements,
                  std::int64_t count, condition::Word* out);

}  // namespace frisket::measure
