// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "core/rules/node.h"

namespace frisket::rules {

/// What the node gives for these values of its arguments, all single elements; nothing for what
/// looks at more than one element. It is the definition that kernels are compared with.
[[nodiscard]] std::optional<Number> fold(const Node& node, std::span<const Number> values);

/// The value as one of `kind`: integers modulo 2^64, floats to integers toward zero, saturating,
/// NaN as 0, to the nearest float, to Bool whether it is not 0.
[[nodiscard]] Number converted(const Number& value, Kind kind);

/// Whether `a op b` holds for the outcome of `compared`.
[[nodiscard]] bool holds(Operator op, int order);

/// Whether the value is in one of the intervals.
[[nodiscard]] bool isWithin(const Number& value, std::span<const Interval> intervals);

/// The values for which `value op number` holds, as intervals of values that are not NaN; NotEqual
/// is left out, since a NaN is not equal.
[[nodiscard]] std::optional<Interval> intervalOf(Operator op, const Number& number);

}  // namespace frisket::rules
