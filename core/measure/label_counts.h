// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "core/array/nd_array.h"

namespace frisket::measure {

/// A value of any dtype, exactly: signed and Bool as int64, unsigned as uint64, floats as double.
using Number = std::variant<std::int64_t, std::uint64_t, double>;

struct LabelCount {
    Number value;
    std::int64_t count = 0;  ///< elements that have this value, > 0
    bool operator==(const LabelCount&) const = default;
};

struct LabelCounts {
    std::vector<LabelCount> labels;  ///< by rising value
    bool truncated = false;          ///< there are more, all larger than these
    bool operator==(const LabelCounts&) const = default;
};

/// Counts the different values of an integer or Bool array; for a float dtype the answer is empty.
/// At most `mostLabels` (>= 1) come back, the smallest ones, with exact counts; memory is bounded
/// by that number and not by the array.
[[nodiscard]] LabelCounts countLabels(const array::ArrayView& view, std::int64_t mostLabels);

}  // namespace frisket::measure
