// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/array/dtype.h"

namespace frisket::measure {

/// Least and largest finite value, rounded to double for 64-bit integers.
struct ValueRange {
    double low = 0;
    double high = 0;
};

/// Range of `count` packed elements, together with `before`; NaN and infinities don't count.
/// Nothing where no finite value was met.
[[nodiscard]] std::optional<ValueRange> extendRange(const std::optional<ValueRange>& before,
                                                    array::DType dtype, const std::byte* elements,
                                                    std::int64_t count);

}  // namespace frisket::measure
