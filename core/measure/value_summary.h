// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "core/array/nd_array.h"
#include "core/measure/label_counts.h"

namespace frisket::measure {

/// What the values of an array are like.
struct ValueSummary {
    /// Least and greatest value, NaN left out; nothing where no other value is.
    std::optional<Number> min;
    std::optional<Number> max;
    std::int64_t trueCount = 0;  ///< elements that are not zero; NaN is not zero, -0.0 is
    std::int64_t nanCount = 0;
};

/// One pass over the values, in no particular order.
[[nodiscard]] ValueSummary summarize(const array::ArrayView& view);

}  // namespace frisket::measure
