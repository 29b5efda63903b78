// SPDX-License-Identifier: MIT
#include "core/rules/bounds.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "core/array/storage_type.h"

namespace frisket::rules {

namespace {
/// `value`, of a type in which elements are compared, as a number.
template <class Value>
Number numberOf(Value value) {
    if constexpr (std::is_floating_point_v<Value>) {
        return Number::of(static_cast<double>(value));
    } else if constexpr (std::is_same_v<Value, std::uint64_t>) {
        return Number::of(value);
    } else {
        return Number::of(static_cast<std::int64_t>(value));
    }
}

/// A value near `number`: the nearest, or for integers one next to it.
template <class Value>
Value near(const Number& number) {
    using Limits = std::numeric_limits<Value>;
    if constexpr (std::is_floating_point_v<Value>) {
        const double value = number.toDouble();
        if (std::isfinite(value) && std::fabs(value) > static_cast<double>(Limits::max())) {
            return value < 0 ? Limits::lowest() : Limits::max();
        }
        return static_cast<Value>(value);
    } else {
        if (compared(number, numberOf(Limits::min())) < 0) {
            return Limits::min();
        }
        if (compared(number, numberOf(Limits::max())) > 0) {
            return Limits::max();
        }
        return number.kind == Kind::Float ? static_cast<Value>(number.real())
                                          : static_cast<Value>(number.bits);
    }
}

/// The least value that is not below the end of an interval, and above it where that is open; or,
/// for `up` = false, the greatest that is not above it.
template <class Value>
std::optional<Value> within(const Number& end, bool open, bool up) {
    using Limits = std::numeric_limits<Value>;
    const int outside = up ? -1 : 1;  // order of a value that is out with the end
    const auto isOut = [&](Value value) {
        const int order = compared(numberOf(value), end);
        return order == outside || (open && order == 0);
    };
    Value value = near<Value>(end);
    if (!isOut(value)) {
        return value;
    }
    if constexpr (std::is_floating_point_v<Value>) {
        const Value edge = up ? Limits::infinity() : -Limits::infinity();
        value = std::nextafter(value, edge);
        return isOut(value) ? std::nullopt : std::optional(value);
    } else {
        if (value == (up ? Limits::max() : Limits::min())) {
            return std::nullopt;
        }
        value = static_cast<Value>(up ? value + 1 : value - 1);
        return isOut(value) ? std::nullopt : std::optional(value);
    }
}
}  // namespace

std::optional<Bounds> boundsOf(array::DType dtype, const Interval& interval) {
    if (interval.low.isNan() || interval.high.isNan()) {
        return std::nullopt;
    }
    return array::visitType(dtype, [&](auto type) -> std::optional<Bounds> {
        using Value = decltype(array::comparable(typename decltype(type)::type()));
        const auto low = within<Value>(interval.low, interval.openLow, true);
        const auto high = within<Value>(interval.high, interval.openHigh, false);
        if (!low || !high || !(*low <= *high)) {
            return std::nullopt;
        }
        Bounds bounds;
        std::memcpy(bounds.low.data(), &*low, sizeof(Value));
        std::memcpy(bounds.high.data(), &*high, sizeof(Value));
        return bounds;
    });
}

}  // namespace frisket::rules
