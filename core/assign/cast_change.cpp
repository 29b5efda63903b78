// SPDX-License-Identifier: MIT
#include "core/assign/cast_change.h"

#include <bit>
#include <limits>
#include <type_traits>

#include "core/assign/cast_convert.h"

namespace frisket::assign {

namespace {
using array::Bool8;
using array::DType;
using array::Half;
using condition::kWordBits;
using condition::Word;

template <std::size_t Bytes>
struct BitsOf;
template <>
struct BitsOf<1> {
    using type = std::uint8_t;
};
template <>
struct BitsOf<2> {
    using type = std::uint16_t;
};
template <>
struct BitsOf<4> {
    using type = std::uint32_t;
};
template <>
struct BitsOf<8> {
    using type = std::uint64_t;
};
/// An unsigned integer as wide as the arithmetic of a storage type: what the tests below give, zero
/// for no. A lane of the width of what it is about is what GCC vectorises best.
template <class T>
using Bits = typename BitsOf<sizeof(convert::Arithmetic<T>)>::type;

template <class T>
Bits<T> allBits(bool yes) {
    return yes ? static_cast<Bits<T>>(~Bits<T>{0}) : Bits<T>{0};
}

/// An integer for an integer or bool: biased so that the range begins at 0, all bits above its end.
template <class T>
struct OutOfRange {
    explicit OutOfRange(const ChangeRule& rule)
        : bias(static_cast<Bits<T>>(rule.bias)), excess(static_cast<Bits<T>>(rule.excess)) {}
    Bits<T> operator()(T value) const {
        return static_cast<Bits<T>>((static_cast<Bits<T>>(value) + bias) & excess);
    }
    Bits<T> bias;
    Bits<T> excess;
};

/// An integer for a float. With a the magnitude, a | -a has the lowest set bit of a and all above;
/// a bit of a that lies `precision` higher than any of them means too many digits.
template <class T>
struct TooLong {
    explicit TooLong(const ChangeRule& rule)
        : precision(rule.precision), excess(static_cast<Bits<T>>(rule.excess)) {}
    Bits<T> operator()(T value) const {
        const auto bits = static_cast<Bits<T>>(value);
        const auto sign = allBits<T>(value < 0);
        const auto size = static_cast<Bits<T>>((bits ^ sign) - sign);
        const auto fromLowest = static_cast<Bits<T>>(size | (Bits<T>{0} - size));
        return static_cast<Bits<T>>(((size >> precision) & fromLowest) | (size & excess));
    }
    std::uint32_t precision;
    Bits<T> excess;
};

/// A float for an integer type whose range is far inside that of the float's whole numbers. Adding
/// 1.5 * 2^(digits - 1) leaves ones as the last place, so that a fraction is rounded away; numbers
/// that are too large for that are out of range.
template <class T>
struct NotShortInteger {
    using Float = convert::Arithmetic<T>;
    explicit NotShortInteger(const ChangeRule& rule)
        : least(static_cast<Float>(rule.least)), most(static_cast<Float>(rule.most)) {}
    Bits<T> operator()(T raw) const {
        constexpr auto kOnes =
            static_cast<Float>(3 * (std::int64_t{1} << (std::numeric_limits<Float>::digits - 2)));
        const Float value = convert::arithmetic(raw);
        const Float rounded = (value + kOnes) - kOnes;
        return static_cast<Bits<T>>(allBits<T>(!(rounded == value)) | allBits<T>(value < least) |
                                    allBits<T>(value > most));
    }
    Float least;
    Float most;
};

/// A float for any other integer type: floats from 2^(digits - 1) on have no fraction.
template <class T>
struct NotLongInteger {
    using Float = convert::Arithmetic<T>;
    explicit NotLongInteger(const ChangeRule& rule)
        : least(static_cast<Float>(rule.least)), most(static_cast<Float>(rule.most)) {}
    Bits<T> operator()(T raw) const {
        constexpr auto kWhole =
            static_cast<Float>(std::int64_t{1} << (std::numeric_limits<Float>::digits - 1));
        const Float value = convert::arithmetic(raw);
        const Float size = value < 0 ? -value : value;
        const Float rounded = (size + kWhole) - kWhole;
        const auto fraction =
            static_cast<Bits<T>>(allBits<T>(!(rounded == size)) & allBits<T>(!(size >= kWhole)));
        return static_cast<Bits<T>>(fraction | allBits<T>(value < least) |
                                    allBits<T>(value > most));
    }
    Float least;
    Float most;
};

struct NotFloat32 {
    explicit NotFloat32(const ChangeRule&) {}
    std::uint64_t operator()(double value) const {
        const auto there = static_cast<double>(static_cast<float>(value));
        return allBits<double>(!(there == value)) & allBits<double>(value == value);
    }
};

/// A float for a half: 11 bits of significand, 2^-24 the last place, and less than 2^16.
template <class Float>
struct NotHalf {
    explicit NotHalf(const ChangeRule&) {}
    Bits<Float> operator()(Float value) const {
        using Around = convert::AroundHalf<Float>;
        constexpr Bits<Float> kLow = (Bits<Float>{1} << Around::kDropped) - 1;
        const auto bits = std::bit_cast<Bits<Float>>(value);
        const Float size = value < 0 ? -value : value;
        const Float rounded = (size + Around::kPlace) - Around::kPlace;
        const Bits<Float> lost =
            (bits & kLow) | allBits<Float>(!(rounded == size)) | allBits<Float>(size >= 0x1p16F);
        return lost & allBits<Float>(size < std::numeric_limits<Float>::infinity());
    }
};

template <class T>
struct NotBool {
    explicit NotBool(const ChangeRule&) {}
    Bits<T> operator()(T raw) const {
        const auto value = convert::arithmetic(raw);
        return static_cast<Bits<T>>(allBits<T>(!(value == 0)) & allBits<T>(!(value == 1)));
    }
};

/// The second kind, for what is known to change.
template <class T>
struct Beyond {
    using Value = convert::Arithmetic<T>;
    explicit Beyond(const ChangeRule& rule)
        : below(static_cast<Value>(std::is_unsigned_v<Value> ? 0 : rule.below)),
          above(static_cast<Value>(rule.above)) {}
    Bits<T> operator()(T raw) const {
        const Value value = convert::arithmetic(raw);
        return static_cast<Bits<T>>(allBits<T>(std::is_signed_v<Value> && value <= below) |
                                    allBits<T>(value >= above));
    }
    Value below;
    Value above;
};

template <class T>
struct IsNan {
    explicit IsNan(const ChangeRule&) {}
    Bits<T> operator()(T raw) const {
        const auto value = convert::arithmetic(raw);
        return allBits<T>(!(value == value));
    }
};

template <class T, class Test>
std::int64_t findChange(const ChangeRule& rule, const std::byte* from, const Word* selected,
                        std::int64_t blocks) {
    constexpr std::int64_t kSize = sizeof(T);
    const Test test(rule);
    for (std::int64_t block = 0; block < blocks; ++block) {
        if (selected[block] == 0) {
            continue;
        }
        const std::byte* start = from + block * kWordBits * kSize;
        Bits<T> any = 0;
        for (std::int64_t i = 0; i < kWordBits; ++i) {
            any = static_cast<Bits<T>>(any | test(convert::load<T>(start + i * kSize)));
        }
        if (any != 0) {
            return block;
        }
    }
    return blocks;
}

template <class T, class Test>
Word mark(const ChangeRule& rule, const std::byte* from) {
    constexpr std::int64_t kSize = sizeof(T);
    const Test test(rule);
    std::uint8_t marks[kWordBits];
    for (std::int64_t i = 0; i < kWordBits; ++i) {
        marks[i] = test(convert::load<T>(from + i * kSize)) != 0 ? 1 : 0;
    }
    Word word = 0;
    condition::bytesToBits(marks, kWordBits, &word);
    return word;
}

template <class T, class Test>
constexpr ChangeRule ruleOf(CastChange usual) {
    ChangeRule rule;
    rule.findChange = &findChange<T, Test>;
    rule.markChanges = &mark<T, Test>;
    rule.usual = usual;
    return rule;
}

template <class From, class To>
constexpr ChangeRule integerToInteger() {
    using Source = std::numeric_limits<From>;
    using Target = std::numeric_limits<To>;
    if constexpr (Source::digits <= Target::digits && Source::is_signed <= Target::is_signed) {
        return {};
    } else {
        ChangeRule rule = ruleOf<From, OutOfRange<From>>(CastChange::Wrapped);
        constexpr bool kBoth = Source::is_signed && Target::is_signed;
        constexpr int kHeld = Source::digits < Target::digits ? Source::digits : Target::digits;
        rule.bias = kBoth ? std::uint64_t{1} << kHeld : 0;
        rule.excess = ~((kBoth ? std::uint64_t{2} : std::uint64_t{1}) << kHeld) + 1;
        return rule;
    }
}

constexpr double kHalfOverflow = 65520;                 ///< rounds to infinity, as does
constexpr double kFloat32Overflow = 0x1p128 - 0x1p103;  ///< this; both are ties

template <class From, class To>
constexpr ChangeRule integerToFloat() {
    constexpr int kPrecision =
        std::is_same_v<To, Half> ? 11 : std::numeric_limits<convert::Arithmetic<To>>::digits;
    if constexpr (std::numeric_limits<From>::digits <= kPrecision) {
        return {};
    } else {
        ChangeRule rule = ruleOf<From, TooLong<From>>(CastChange::Rounded);
        rule.precision = kPrecision;
        if constexpr (std::is_same_v<To, Half> && std::numeric_limits<From>::digits >= 16) {
            rule.excess = ~std::uint64_t{0xffff};
            rule.markBeyond = &mark<From, Beyond<From>>;
            rule.beyond = CastChange::Overflow;
            rule.below = -kHalfOverflow;
            rule.above = kHalfOverflow;
        }
        return rule;
    }
}

template <class From, class To>
constexpr ChangeRule floatToInteger() {
    using Float = convert::Arithmetic<From>;
    using Source = std::numeric_limits<Float>;
    using Target = std::numeric_limits<To>;
    constexpr bool kShort = Target::digits <= Source::digits - 2;
    using Test = std::conditional_t<kShort, NotShortInteger<From>, NotLongInteger<From>>;
    ChangeRule rule = ruleOf<From, Test>(CastChange::Truncated);
    constexpr auto kLeast = static_cast<Float>(Target::min());
    // The numbers next below the least one that differ from it without their fraction.
    constexpr Float kBelow =
        Target::digits < Source::digits ? kLeast - 1 : kLeast + kLeast * Source::epsilon();
    rule.least = kLeast;
    rule.most = convert::lastWithin<To, Float>();
    rule.markBeyond = &mark<From, Beyond<From>>;
    rule.markNan = &mark<From, IsNan<From>>;
    rule.beyond = CastChange::Saturated;
    rule.below = Target::is_signed ? kBelow : -1;
    rule.above = convert::firstAbove<To, Float>();
    return rule;
}

template <class From, class To>
constexpr ChangeRule floatToFloat() {
    if constexpr (sizeof(From) <= sizeof(To)) {
        return {};
    } else {
        constexpr bool kToHalf = std::is_same_v<To, Half>;
        using Test = typename std::conditional_t<kToHalf, std::type_identity<NotHalf<From>>,
                                                 std::type_identity<NotFloat32>>::type;
        ChangeRule rule = ruleOf<From, Test>(CastChange::Rounded);
        rule.markBeyond = &mark<From, Beyond<From>>;
        rule.beyond = CastChange::Overflow;
        rule.above = kToHalf ? kHalfOverflow : kFloat32Overflow;
        rule.below = -rule.above;
        return rule;
    }
}

template <class From, class To>
constexpr ChangeRule makeRule() {
    constexpr bool kWholeSource = std::is_integral_v<From>;
    if constexpr (std::is_same_v<From, To> || std::is_same_v<From, Bool8>) {
        return {};
    } else if constexpr (std::is_same_v<To, Bool8> && kWholeSource) {
        ChangeRule rule = ruleOf<From, OutOfRange<From>>(CastChange::ToBool);
        rule.excess = ~std::uint64_t{1};
        return rule;
    } else if constexpr (std::is_same_v<To, Bool8>) {
        return ruleOf<From, NotBool<From>>(CastChange::ToBool);
    } else if constexpr (kWholeSource && std::is_integral_v<To>) {
        return integerToInteger<From, To>();
    } else if constexpr (kWholeSource) {
        return integerToFloat<From, To>();
    } else if constexpr (std::is_integral_v<To>) {
        return floatToInteger<From, To>();
    } else {
        return floatToFloat<From, To>();
    }
}

template <class From, class To>
constexpr ChangeRule kRule = makeRule<From, To>();
}  // namespace

const ChangeRule& changeRule(DType from, DType to) {
    return array::visitType(from, [&](auto source) -> const ChangeRule& {
        return array::visitType(to, [&](auto target) -> const ChangeRule& {
            return kRule<typename decltype(source)::type, typename decltype(target)::type>;
        });
    });
}

}  // namespace frisket::assign
