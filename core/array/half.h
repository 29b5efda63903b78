// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <concepts>

#include "core/array/dtype.h"

/// binary16 to and from wider floats. Straight-line code that selects between values computed
/// anyway, so that GCC vectorises the loops around it for plain SSE2.
namespace frisket::array {

/// binary16 to binary32; exact, NaN payloads included. The fraction and exponent of a half, moved
/// to their places in a float, are the value times 2^-112, subnormals too.
[[nodiscard]] inline float toFloat(Half half) {
    const auto bits = static_cast<std::uint32_t>(half.bits);
    const std::uint32_t shifted = (bits & 0x7fffU) << 13U;
    const auto finite = std::bit_cast<std::uint32_t>(std::bit_cast<float>(shifted) * 0x1p112F);
    const std::uint32_t special = shifted | 0x7f800000U;
    const std::uint32_t magnitude = (bits & 0x7c00U) == 0x7c00U ? special : finite;
    return std::bit_cast<float>(magnitude | (bits & 0x8000U) << 16U);
}

namespace detail {
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
}  // namespace detail

/// Rounds once, to nearest even, from all bits of the value (a double that went through float would
/// be rounded twice: 1 + 2^-11 + 2^-30 must become 1 + 2^-10). From 65520 on it becomes infinite;
/// NaN stays NaN. A carry out of the fraction moves into the exponent by itself; subnormals are
/// rounded by an addition that leaves 2^-24 as the last place.
template <std::floating_point Float>
[[nodiscard]] Half toHalf(Float value) {
    using Around = detail::AroundHalf<Float>;
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

}  // namespace frisket::array
