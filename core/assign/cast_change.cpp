// SPDX-License-Identifier: MIT
#include "core/assign/cast_change.h"

#include <limits>
#include <type_traits>

#include "core/assign/cast_blocks.h"
#include "core/assign/cast_convert.h"

namespace frisket::assign {

namespace {
using array::Bool8;
using array::DType;
using array::Half;
using namespace blocks;

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
            rule.markBeyond = &mark<From, BeyondInteger<From>>;
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
    using Test = std::conditional_t<kShort, IsShortInteger<Float>, IsLongInteger<Float>>;
    ChangeRule rule = ruleOf<From, Test>(CastChange::Truncated);
    constexpr auto kLeast = static_cast<Float>(Target::min());
    // The numbers next below the least one that differ from it without their fraction.
    constexpr Float kBelow =
        Target::digits < Source::digits ? kLeast - 1 : kLeast + kLeast * Source::epsilon();
    rule.least = kLeast;
    rule.most = convert::lastWithin<To, Float>();
    rule.markBeyond = &mark<From, IsWithin<Float>>;
    rule.markNan = &mark<From, IsNumber<Float>>;
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
        using Test = FitsFloat<From, To>;
        ChangeRule rule = ruleOf<From, Test>(CastChange::Rounded);
        rule.markBeyond = &mark<From, IsWithin<From>>;
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
        return ruleOf<From, IsBool<convert::Arithmetic<From>>>(CastChange::ToBool);
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
