// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include "core/array/dtype.h"

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

/// The same value as `array::toFloat`, payloads of NaN included. The fraction and exponent of a
/// half, moved to their places in a float, are the value times 2^-112, subnormals too.
inline float fromHalf(array::Half half) {
    const auto bits = static_cast<std::uint32_t>(half.bits);
    const std::uint32_t shifted = (bits & 0x7fffU) << 13U;
    const auto finite = std::bit_cast<std::uint32_t>(std::bit_cast<float>(shifted) * 0x1p112F);
    const std::uint32_t special = shifted | 0x7f800000U;
    const std::uint32_t magnitude = (bits & 0x7c00U) == 0x7c00U ? special : finite;
    return std::bit_cast<float>(magnitude | (bits & 0x8000U) << 16U);
}

/// How a half lies in a wider float: bits to drop, the distance of the biases, and the power of two
/// whose last place is that of a subnormal half, 2^-24.
template <class Float>
struct AroundHalf;
template <>
struct AroundHalf<float> {
    using Bits = std::uint32_t;
    static constexpr unsigned kDropped = 13;
    static constexpr Bits kRebias = Bits{112} << 23U;
    static constexpr float kPlace = 0x1p-1F;
};
template <>
struct AroundHalf<double> {
    using Bits = std::uint64_t;
    static constexpr unsigned kDropped = 42;
    static constexpr Bits kRebias = Bits{1008} << 52U;
    static constexpr double kPlace = 0x1p28;
};

/// The same value as `array::toHalf`: rounds once, to nearest even. A carry out of the fraction
/// moves into the exponent by itself; subnormals are rounded by an addition that leaves 2^-24 as
/// the last place.
template <class Float>
array::Half toHalf(Float value) {
    using Around = AroundHalf<Float>;
    using Bits = typename Around::Bits;
    constexpr Bits kSign = Bits{1} << (8 * sizeof(Bits) - 1);
    const auto bits = std::bit_cast<Bits>(value);
    const Bits magnitude = bits & ~kSign;
    const auto size = std::bit_cast<Float>(magnitude);
    const Bits odd = (magnitude >> Around::kDropped) & 1U;
    const Bits up = (Bits{1} << (Around::kDropped - 1)) - 1 + odd;
    const Bits normal = (magnitude - Around::kRebias + up) >> Around::kDropped;
    const Bits small =
        std::bit_cast<Bits>(size + Around::kPlace) - std::bit_cast<Bits>(Around::kPlace);
    const Bits nan = 0x7e00U | ((magnitude >> Around::kDropped) & 0x3ffU);
    Bits half = size < Float{0x1p-14F} ? small : normal;
    half = size >= Float{65520} ? Bits{0x7c00U} : half;
    half = size == size ? half : nan;
    constexpr unsigned kSignShift = 8 * sizeof(Bits) - 16;
    return {static_cast<std::uint16_t>(half | ((bits & kSign) >> kSignShift))};
}

/// The element as a type with arithmetic: Bool8 as 0 or 1, Half as float (exact).
template <class T>
auto arithmetic(T value) {
    if constexpr (std::is_same_v<T, array::Bool8>) {
        return static_cast<std::uint8_t>(value);
    } else if constexpr (std::is_same_v<T, array::Half>) {
        return fromHalf(value);
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
        return toHalf(static_cast<Float>(value));
    } else if constexpr (std::is_integral_v<To> && std::is_floating_point_v<Value>) {
        return toInteger<To>(value);
    } else {
        return static_cast<To>(value);
    }
}

}  // namespace frisket::assign::convert
