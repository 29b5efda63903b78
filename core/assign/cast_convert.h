// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include "core/array/half.h"

/// One element from one dtype to another, for the inner loops of cast.cpp and cast_change.cpp.
/// Everything here is straight-line code that selects between values computed anyway, so that GCC
/// vectorises the loops around it for plain SSE2.
namespace frisket::assign::convert {

/// The element at `from`, which need not be aligned.
template <class T>
T load(const std::byte* from) {
    T value;
    std::memcpy(&value, from, sizeof(T));
    return value;
}

/// The element as a type with arithmetic: Bool8 as 0 or 1, Half as float (exact).
template <class T>
auto arithmetic(T value) {
    if constexpr (std::is_same_v<T, array::Bool8>) {
        return static_cast<std::uint8_t>(value);
    } else if constexpr (std::is_same_v<T, array::Half>) {
        return array::toFloat(value);
    } else {
        return value;
    }
}
template <class T>
using Arithmetic = decltype(arithmetic(T{}));

/// 2^digits of an integer type: the first value above its range, exact in float and double.
template <class Integer, class Float>
constexpr Float firstAbove() {
    return static_cast<Float>(Integer{1} << (std::numeric_limits<Integer>::digits - 1)) * Float{2};
}

/// The largest `Float` that an integer type's range holds.
template <class Integer, class Float>
constexpr Float lastWithin() {
    using Limits = std::numeric_limits<Integer>;
    if constexpr (Limits::digits <= std::numeric_limits<Float>::digits) {
        return static_cast<Float>(Limits::max());
    } else {
        constexpr Float kAbove = firstAbove<Integer, Float>();
        return kAbove - kAbove * (std::numeric_limits<Float>::epsilon() / Float{2});
    }
}

/// Toward zero; saturates, and NaN becomes 0.
template <class To, class Float>
To toInteger(Float value) {
    using Limits = std::numeric_limits<To>;
    constexpr auto kLeast = static_cast<Float>(Limits::min());
    constexpr auto kMost = lastWithin<To, Float>();
    // Where the comparison is false for NaN, it becomes kLeast: 0 if unsigned.
    Float within = value > kLeast ? value : kLeast;
    within = within < kMost ? within : kMost;
    if constexpr (Limits::is_signed) {
        within = value == value ? within : Float{0};
    }
    if constexpr (sizeof(To) < sizeof(std::int32_t)) {
        return static_cast<To>(static_cast<std::int32_t>(within));  // as SSE2 converts
    } else if constexpr (Limits::digits <= std::numeric_limits<Float>::digits) {
        return static_cast<To>(within);
    } else {
        const auto whole = static_cast<To>(within);
        return value > kMost ? Limits::max() : whole;
    }
}

/// What cast.h promises of one element.
template <class To, class From>
To element(From raw) {
    using Value = Arithmetic<From>;
    const Value value = arithmetic(raw);
    if constexpr (std::is_same_v<To, From>) {
        return raw;  // the bits of a NaN too
    } else if constexpr (std::is_same_v<To, array::Bool8>) {
        return value != Value{} ? array::Bool8::True : array::Bool8::False;
    } else if constexpr (std::is_same_v<To, array::Half>) {
        // Whole numbers up to 16 bits are exact in float, up to 32 bits in double; larger ones may
        // round on the way to double, but only far above what a half can hold.
        using Float = std::conditional_t<std::is_same_v<Value, float> ||
                                             (std::is_integral_v<Value> && sizeof(Value) <= 2),
                                         float, double>;
        return array::toHalf(static_cast<Float>(value));
    } else if constexpr (std::is_integral_v<To> && std::is_floating_point_v<Value>) {
        return toInteger<To>(value);
    } else {
        return static_cast<To>(value);
    }
}

}  // namespace frisket::assign::convert
