// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <vector>

#include "core/array/half.h"
#include "core/assign/cast.h"
#include "core/assign/cast_report.h"
#include "tests/support/random.h"

namespace frisket::test {

/// An element as a number: long double holds every value of every dtype exactly (64 bits of
/// significand), so the rules of a cast can be written down as arithmetic.
using Number = long double;
static_assert(std::numeric_limits<Number>::digits >= 64);

inline Number numberOf(array::DType dtype, const std::byte* element) {
    return array::visitType(dtype, [&](auto type) -> Number {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, element, sizeof(T));
        if constexpr (std::is_same_v<T, array::Bool8>) {
            return value == array::Bool8::True ? 1 : 0;
        } else if constexpr (std::is_same_v<T, array::Half>) {
            // sign, 5 bits of exponent (bias 15), 10 bits of fraction
            const int exponent = value.bits >> 10 & 31;
            const int fraction = value.bits & 1023;
            const Number sign = (value.bits & 0x8000) != 0 ? -1 : 1;
            if (exponent == 31) {
                return fraction != 0 ? std::numeric_limits<Number>::quiet_NaN()
                                     : sign * std::numeric_limits<Number>::infinity();
            }
            return sign * (exponent == 0
                               ? std::ldexp(static_cast<Number>(fraction), -24)
                               : std::ldexp(static_cast<Number>(1024 + fraction), exponent - 25));
        } else {
            return static_cast<Number>(value);
        }
    });
}

struct FloatFormat {
    int digits;       ///< of the significand, the hidden one included
    int lowestPlace;  ///< exponent of the last place of a subnormal
    int most;         ///< the first power of two that is out of range
};

inline FloatFormat formatOf(array::DType dtype) {
    switch (dtype) {
        case array::DType::F16:
            return {11, -24, 16};
        case array::DType::F32:
            return {24, -149, 128};
        default:
            return {53, -1074, 1024};
    }
}

/// `value` to the nearest number of the format, ties to even, in one step.
inline Number rounded(Number value, const FloatFormat& format) {
    if (value == 0 || !std::isfinite(value)) {
        return value;
    }
    int exponent = 0;
    std::frexp(value, &exponent);
    const int place = std::max(exponent - format.digits, format.lowestPlace);
    const Number result = std::ldexp(std::rint(std::ldexp(value, -place)), place);
    if (std::fabs(result) >= std::ldexp(Number{1}, format.most)) {
        return std::copysign(std::numeric_limits<Number>::infinity(), value);
    }
    return result;
}

struct IntegerRange {
    Number low;
    Number high;
    int bits;
};

inline IntegerRange integerRange(array::DType dtype) {
    const int bits = static_cast<int>(array::itemSize(dtype)) * 8;
    const bool isSigned = array::isSigned(dtype);
    const Number half = std::ldexp(Number{1}, bits - 1);
    return {isSigned ? -half : 0, isSigned ? half - 1 : 2 * half - 1, bits};
}

/// What `unsafe` makes of a value, as a number.
inline Number castNumber(Number value, array::DType from, array::DType to) {
    if (to == array::DType::Bool) {
        return value != 0 ? 1 : 0;  // NaN too
    }
    if (array::isFloat(to)) {
        return rounded(value, formatOf(to));
    }
    const IntegerRange range = integerRange(to);
    if (array::isFloat(from)) {
        if (std::isnan(value)) {
            return 0;
        }
        return value < range.low    ? range.low
               : value > range.high ? range.high
                                    : std::trunc(value) + 0;  // + 0 makes 0 of -0
    }
    __extension__ using Wide = __int128;
    const Wide modulus = static_cast<Wide>(1) << range.bits;
    Wide wrapped = static_cast<Wide>(value) % modulus;
    wrapped += wrapped < 0 ? modulus : 0;
    wrapped -= wrapped > static_cast<Wide>(range.high) ? modulus : 0;
    return static_cast<Number>(wrapped);
}

/// Whether `to` has a value equal to `value`; NaN is a value of the floats only.
inline bool hasEqual(Number value, array::DType to) {
    if (std::isnan(value)) {
        return array::isFloat(to);
    }
    if (to == array::DType::Bool) {
        return value == 0 || value == 1;
    }
    if (array::isFloat(to)) {
        return rounded(value, formatOf(to)) == value;
    }
    const IntegerRange range = integerRange(to);
    return value >= range.low && value <= range.high && std::trunc(value) == value;
}

/// What the cast does to a value without an equal, by what comes out of it; nothing for the others.
inline std::optional<assign::CastChange> changeOf(Number value, array::DType from,
                                                  array::DType to) {
    using assign::CastChange;
    if (hasEqual(value, to)) {
        return std::nullopt;
    }
    if (to == array::DType::Bool) {
        return CastChange::ToBool;
    }
    if (array::isFloat(to)) {
        return std::isinf(castNumber(value, from, to)) ? CastChange::Overflow : CastChange::Rounded;
    }
    if (!array::isFloat(from)) {
        return CastChange::Wrapped;
    }
    if (std::isnan(value)) {
        return CastChange::NotANumber;
    }
    return castNumber(value, from, to) == std::trunc(value) ? CastChange::Truncated
                                                            : CastChange::Saturated;
}

/// Every value of the small dtypes; edges, powers of two with their neighbours and random bit
/// patterns of the others. As element bytes, packed.
inline std::vector<std::byte> interestingValues(array::DType dtype, Random& random) {
    std::vector<std::byte> bytes;
    const auto add = [&](auto value) {
        const auto* start = reinterpret_cast<const std::byte*>(&value);
        bytes.insert(bytes.end(), start, start + sizeof(value));
    };
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (std::is_same_v<T, array::Bool8>) {
            add(array::Bool8::False);
            add(array::Bool8::True);
        } else if constexpr (sizeof(T) <= 2) {
            for (std::uint32_t bits = 0; bits < (1U << (8 * sizeof(T))); ++bits) {
                if constexpr (sizeof(T) == 1) {
                    add(static_cast<std::uint8_t>(bits));
                } else {
                    add(static_cast<std::uint16_t>(bits));
                }
            }
        } else if constexpr (std::is_integral_v<T>) {
            for (unsigned shift = 0; shift < 8 * sizeof(T); ++shift) {
                using Bits = std::make_unsigned_t<T>;
                const Bits power = static_cast<Bits>(Bits{1} << shift);
                for (int offset = -2; offset <= 2; ++offset) {
                    const auto near = static_cast<Bits>(offset);
                    add(static_cast<T>(power + near));
                    add(static_cast<T>(Bits{0} - power + near));
                }
            }
            for (const std::int64_t value :
                 {2047, 2049, 65504, 65519, 65520, 65521, -65519, -65520}) {
                add(static_cast<T>(value));
            }
            for (int i = 0; i < 300; ++i) {
                add(static_cast<T>(random.next() >> static_cast<unsigned>(random.between(0, 63))));
            }
            // As many digits as a float has, and one more, with either sign.
            for (const int digits : {11, 12, 24, 25, 53, 54}) {
                for (int i = 0; i < 30; ++i) {
                    const auto odd = random.next() >> static_cast<unsigned>(64 - digits) | 1U |
                                     std::uint64_t{1} << static_cast<unsigned>(digits - 1);
                    const auto place = static_cast<unsigned>(random.between(0, 63));
                    add(static_cast<T>(odd << place));
                    add(static_cast<T>(std::uint64_t{0} - (odd << place)));
                }
            }
        } else {
            using Limits = std::numeric_limits<T>;
            const T infinity = Limits::infinity();
            const auto addBoth = [&](T value) {
                for (const T near :
                     {value, std::nextafter(value, infinity), std::nextafter(value, -infinity)}) {
                    add(near);
                    add(-near);
                }
            };
            for (int power = std::max(-1074, Limits::min_exponent - Limits::digits);
                 power < Limits::max_exponent;
                 power += (std::abs(power) < 160 || power < -1060 ? 1 : 13)) {
                addBoth(std::ldexp(T{1}, power));
            }
            for (const double value : {0.0,
                                       0.5,
                                       0.999,
                                       1.5,
                                       2.5,
                                       127.5,
                                       255.5,
                                       256.0,
                                       2047.5,
                                       2049.0,
                                       65504.0,
                                       65519.5,
                                       65520.0,
                                       1 + 0x1p-11 + 0x1p-30,
                                       1 + 0x1p-11,
                                       1 + 3 * 0x1p-11,
                                       0x1p-25,
                                       0x1.8p-25,
                                       1 + 0x1p-24 + 0x1p-50,
                                       0x1.fffffefffffffp127,
                                       2147483647.5,
                                       16777217.0}) {
                addBoth(static_cast<T>(value));
            }
            addBoth(Limits::max());
            addBoth(Limits::min());
            add(infinity);
            add(-infinity);
            add(Limits::quiet_NaN());
            add(-Limits::quiet_NaN());
            add(Limits::signaling_NaN());
            // What the narrower floats hold, and what lies next to it.
            for (int i = 0; i < 100; ++i) {
                addBoth(static_cast<T>(
                    array::toFloat({static_cast<std::uint16_t>(random.next() & 0x7fffU)})));
                const auto bits = static_cast<std::uint32_t>(random.next() & 0x7fffffffU);
                addBoth(static_cast<T>(std::bit_cast<float>(bits)));
                addBoth(static_cast<T>(std::bit_cast<float>(bits & 0xffffffU)));
            }
            for (int i = 0; i < 300; ++i) {
                if constexpr (sizeof(T) == 4) {
                    add(std::bit_cast<T>(static_cast<std::uint32_t>(random.next())));
                } else {
                    add(std::bit_cast<T>(random.next()));
                }
            }
        }
    });
    return bytes;
}

/// Whether the core counts the element as one that the cast changes.
inline bool isLost(array::DType from, array::DType to, const std::byte* element) {
    condition::Word survivor = 1;
    assign::survivorFilter(from, to)(element, 1, 1, &survivor);
    return survivor == 0;
}

}  // namespace frisket::test
