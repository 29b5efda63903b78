// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include "core/array/dtype.h"
#include "core/rules/node.h"

namespace frisket::rules {

/// The least and the greatest element of a dtype in an interval, both included, in the bytes that
/// measure::matchBetween takes.
struct Bounds {
    alignas(8) std::array<std::byte, 8> low{};
    alignas(8) std::array<std::byte, 8> high{};
};

/// Nothing where no element of `dtype` is in the interval.
[[nodiscard]] std::optional<Bounds> boundsOf(array::DType dtype, const Interval& interval);

}  // namespace frisket::rules
