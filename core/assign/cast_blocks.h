// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>

#include <Eigen/Core>

#include "core/assign/cast_change.h"
#include "core/assign/cast_convert.h"

/// The inner loops of cast_change.cpp: tests of 64 elements for what a cast changes. Integers go
/// through plain loops, which GCC vectorises; floats through Eigen's packets, since of scalar
/// comparisons GCC makes chains of constants to select from, and SSE2 selects no 64-bit masks.
namespace frisket::assign::blocks {

using condition::kWordBits;
using condition::Word;

template <class T>
constexpr bool kIsFloat = std::is_floating_point_v<convert::Arithmetic<T>>;

/// An integer for an integer or bool: biased so that the range begins at 0, all bits above its end.
template <class T>
struct OutOfRange {
    using Bits = std::make_unsigned_t<T>;
    explicit OutOfRange(const ChangeRule& rule)
        : bias(static_cast<Bits>(rule.bias)), excess(static_cast<Bits>(rule.excess)) {}
    Bits operator()(T value) const {
        return static_cast<Bits>((static_cast<Bits>(value) + bias) & excess);
    }
    Bits bias;
    Bits excess;
};

/// An integer for a float. With a the magnitude, a | -a has the lowest set bit of a and all above;
/// a bit of a that lies `precision` higher than any of them means too many digits.
template <class T>
struct TooLong {
    using Bits = std::make_unsigned_t<T>;
    explicit TooLong(const ChangeRule& rule)
        : precision(rule.precision), excess(static_cast<Bits>(rule.excess)) {}
    Bits operator()(T value) const {
        constexpr unsigned kSign = 8 * sizeof(T) - 1;
        const auto bits = static_cast<Bits>(value);
        // SSE2 compares no 64-bit integers, so the sign is shifted down.
        const auto sign = static_cast<Bits>(std::is_signed_v<T> ? -(bits >> kSign) : 0);
        const auto size = static_cast<Bits>((bits ^ sign) - sign);
        const auto fromLowest = static_cast<Bits>(size | -size);
        return static_cast<Bits>(((size >> precision) & fromLowest) | (size & excess));
    }
    std::uint32_t precision;
    Bits excess;
};

/// The second kind of change of an integer: it lies at one of the bounds or beyond.
template <class T>
struct BeyondInteger {
    using Bits = std::make_unsigned_t<T>;
    explicit BeyondInteger(const ChangeRule& rule)
        : below(std::is_signed_v<T> ? static_cast<T>(rule.below) : T{0}),
          above(static_cast<T>(rule.above)) {}
    Bits operator()(T value) const {
        return value >= above || (std::is_signed_v<T> && value <= below) ? Bits{1} : Bits{0};
    }
    T below;
    T above;
};

/// Floats in Eigen's packets. The tests of them tell what stays as it is: all bits of a lane or
/// none, as Eigen's comparisons do. NaN compares false but with `pcmp_lt_or_nan`.
template <class Float>
struct FloatTest {
    using Traits = Eigen::internal::packet_traits<Float>;
    using Packet = typename Traits::type;
    using Bits = std::conditional_t<sizeof(Float) == 4, std::uint32_t, std::uint64_t>;

    /// `value`, which is exact in `Float`, in every lane.
    static Packet all(double value) {
        return Eigen::internal::pset1<Packet>(static_cast<Float>(value));
    }
};

/// A float for an integer type whose range is far inside that of the float's whole numbers. Adding
/// 1.5 * 2^(digits - 1) leaves ones as the last place, so that a fraction is rounded away; numbers
/// that are too large for that are out of range.
template <class Float>
struct IsShortInteger : FloatTest<Float> {
    using typename FloatTest<Float>::Packet;
    explicit IsShortInteger(const ChangeRule& rule)
        : ones(this->all(1.5 * (std::int64_t{1} << (std::numeric_limits<Float>::digits - 1)))),
          least(this->all(rule.least)),
          most(this->all(rule.most)) {}
    Packet operator()(Packet value) const {
        using namespace Eigen::internal;
        const Packet rounded = psub(padd(value, ones), ones);
        return pand(pcmp_eq(rounded, value), pand(pcmp_le(least, value), pcmp_le(value, most)));
    }
    Packet ones;
    Packet least;
    Packet most;
};

/// A float for any other integer type: floats from 2^(digits - 1) on have no fraction.
template <class Float>
struct IsLongInteger : FloatTest<Float> {
    using typename FloatTest<Float>::Packet;
    explicit IsLongInteger(const ChangeRule& rule)
        : whole(this->all(1.0 * (std::int64_t{1} << (std::numeric_limits<Float>::digits - 1)))),
          least(this->all(rule.least)),
          most(this->all(rule.most)) {}
    Packet operator()(Packet value) const {
        using namespace Eigen::internal;
        const Packet size = pabs(value);
        const Packet rounded = psub(padd(size, whole), whole);
        return pand(por(pcmp_eq(rounded, size), pcmp_le(whole, size)),
                    pand(pcmp_le(least, value), pcmp_le(value, most)));
    }
    Packet whole;
    Packet least;
    Packet most;
};

/// A float for a narrower one. From the least normal number on that holds `kDigits` bits of the
/// significand; below it, where the last place is fixed, an addition cuts what lies lower. (Not the
/// way to float and back: GCC 12 drops both conversions of a pair of doubles where it vectorises
/// them.)
template <class Float, class Narrow>
struct FitsFloat : FloatTest<Float> {
    using typename FloatTest<Float>::Bits;
    using typename FloatTest<Float>::Packet;
    static constexpr bool kHalf = std::is_same_v<Narrow, array::Half>;
    static constexpr int kDigits = kHalf ? 11 : 24;
    static constexpr double kNormal = kHalf ? 0x1p-14 : 0x1p-126;
    static constexpr double kAbove = kHalf ? 0x1p16 : 0x1p128;

    explicit FitsFloat(const ChangeRule&) {}
    Packet operator()(Packet value) const {
        using namespace Eigen::internal;
        using Limits = std::numeric_limits<Float>;
        constexpr Bits kLow = (Bits{1} << (Limits::digits - kDigits)) - 1;
        // The number whose last place in `Float` is that of the narrow type's subnormals.
        constexpr double kPlace =
            kNormal * static_cast<double>(Bits{1} << (Limits::digits - kDigits));
        const Packet place = this->all(kPlace);
        const Packet size = pabs(value);
        const Packet cut = pandnot(size, pset1<Packet>(std::bit_cast<Float>(kLow)));
        const Packet rounded = psub(padd(size, place), place);
        const Packet placed = por(pcmp_eq(rounded, size), pcmp_le(this->all(kNormal), size));
        const Packet held =
            pand(pand(pcmp_eq(cut, size), placed), pcmp_lt(size, this->all(kAbove)));
        return por(held, pcmp_lt_or_nan(this->all(Limits::max()), size));
    }
};

template <class Float>
struct IsBool : FloatTest<Float> {
    using typename FloatTest<Float>::Packet;
    explicit IsBool(const ChangeRule&) {}
    Packet operator()(Packet value) const {
        using namespace Eigen::internal;
        return por(pcmp_eq(value, this->all(0.0)), pcmp_eq(value, this->all(1.0)));
    }
};

/// Not of the second kind of change; NaN is not.
template <class Float>
struct IsWithin : FloatTest<Float> {
    using typename FloatTest<Float>::Packet;
    explicit IsWithin(const ChangeRule& rule)
        : below(this->all(rule.below)), above(this->all(rule.above)) {}
    Packet operator()(Packet value) const {
        using namespace Eigen::internal;
        return pand(pcmp_lt_or_nan(below, value), pcmp_lt_or_nan(value, above));
    }
    Packet below;
    Packet above;
};

template <class Float>
struct IsNumber : FloatTest<Float> {
    using typename FloatTest<Float>::Packet;
    explicit IsNumber(const ChangeRule&) {}
    Packet operator()(Packet value) const { return Eigen::internal::pcmp_eq(value, value); }
};

/// Calls `visit(i, packet)` for the 64 elements at `from`, with i the place of the packet's first.
template <class T, class Visitor>
void forEachPacket(const std::byte* from, Visitor&& visit) {
    using Float = convert::Arithmetic<T>;
    using Traits = typename FloatTest<Float>::Traits;
    // Packets are loaded from any address, but single floats are not.
    constexpr bool kInPlace = std::is_same_v<T, Float> && Traits::Vectorizable;
    std::array<Float, kInPlace ? 0 : kWordBits> copy;
    const auto* numbers = reinterpret_cast<const Float*>(from);
    if constexpr (!kInPlace) {
        for (std::size_t i = 0; i < kWordBits; ++i) {
            copy[i] = convert::arithmetic(convert::load<T>(from + i * sizeof(T)));
        }
        numbers = copy.data();
    }
    for (std::int64_t i = 0; i < kWordBits; i += Traits::size) {
        visit(i, Eigen::internal::ploadu<typename Traits::type>(numbers + i));
    }
}

/// Whether a cast changes any of the 64 elements at `from`.
template <class T, class Test>
bool anyChange(const Test& test, const std::byte* from) {
    if constexpr (kIsFloat<T>) {
        auto kept = Eigen::internal::ptrue(test.all(0.0));
        forEachPacket<T>(from, [&](std::int64_t, const typename Test::Packet& packet) {
            kept = Eigen::internal::pand(kept, test(packet));
        });
        std::array<typename Test::Bits, Test::Traits::size> lanes;
        std::memcpy(lanes.data(), &kept, sizeof(lanes));
        typename Test::Bits all = lanes[0];
        for (const auto lane : lanes) {
            all &= lane;
        }
        return all == 0;
    } else {
        typename Test::Bits any = 0;
// Without it GCC leaves a loop of few instructions for 64-bit elements, half as fast.
#pragma GCC unroll 32
        for (std::int64_t i = 0; i < kWordBits; ++i) {
            const auto value = convert::load<T>(from + i * std::int64_t{sizeof(T)});
            any = static_cast<typename Test::Bits>(any | test(value));
        }
        return any != 0;
    }
}

/// `ChangeRule::Find`
template <class T, class Test>
std::int64_t findChange(const ChangeRule& rule, const std::byte* from, const Word* selected,
                        std::int64_t blocks) {
    const Test test(rule);
    for (std::int64_t block = 0; block < blocks; ++block) {
        if (selected[block] != 0 &&
            anyChange<T>(test, from + block * kWordBits * std::int64_t{sizeof(T)})) {
            return block;
        }
    }
    return blocks;
}

/// `ChangeRule::Mark`: bits where an integer's test is not 0, or a float's test gives no.
template <class T, class Test>
Word mark(const ChangeRule& rule, const std::byte* from) {
    using Bits = typename Test::Bits;
    const Test test(rule);
    std::array<Bits, kWordBits> tested;
    std::array<std::uint8_t, kWordBits> marks;
    if constexpr (kIsFloat<T>) {
        forEachPacket<T>(from, [&](std::int64_t i, const typename Test::Packet& packet) {
            const auto kept = test(packet);
            std::memcpy(tested.data() + i, &kept, sizeof(kept));
        });
        for (std::size_t i = 0; i < kWordBits; ++i) {
            marks[i] = static_cast<std::uint8_t>(~tested[i]);
        }
    } else {
        for (std::size_t i = 0; i < kWordBits; ++i) {
            tested[i] = test(convert::load<T>(from + i * sizeof(T)));
        }
        for (std::size_t i = 0; i < kWordBits; ++i) {
            if constexpr (sizeof(T) == 8) {  // SSE2 compares no 64-bit integers
                marks[i] = static_cast<std::uint32_t>(tested[i] | tested[i] >> 32U) != 0 ? 1 : 0;
            } else {
                marks[i] = tested[i] != 0 ? 1 : 0;
            }
        }
    }
    Word word = 0;
    condition::bytesToBits(marks.data(), kWordBits, &word);
    return word;
}

}  // namespace frisket::assign::blocks
