// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/array/dtype.h"
#include "core/assign/scalar.h"
#include "core/condition/bits.h"

namespace frisket::assign {

/// What a cast does to a value that has no equal in the target dtype. Exactly one for each such
/// value, the first of this list that fits:
///   into bool: ToBool, whatever the source;
///   into an integer: Wrapped from an integer; from a float NotANumber for NaN, Saturated where the
///   value without its fraction is out of range (+-inf too), else Truncated;
///   into a float: Overflow where it becomes infinite, else Rounded.
/// A value that has an equal does not change: NaN stays NaN among floats, infinities stay, and -0.0
/// into an integer is 0.
enum class CastChange : std::uint8_t {
    Wrapped,    ///< an integer outside an integer's range, taken modulo 2^n
    Truncated,  ///< the fraction of a float is lost: 255.9 is 255 and -0.5 is 0 in uint8
    Saturated,  ///< a float beyond an integer's range becomes its limit
    Rounded,    ///< a number that the float has no room for, subnormals and those that become 0 too
    Overflow,   ///< a finite number becomes infinite
    NotANumber,  ///< NaN becomes 0
    ToBool,      ///< a number other than 0 and 1, or NaN, becomes True
};
inline constexpr std::size_t kCastChanges = 7;

/// "wrapped", "truncated", "saturated", "rounded", "overflow", "nan", "to_bool".
[[nodiscard]] std::string_view name(CastChange change);

/// A value that a cast changes.
struct CastExample {
    std::int64_t place = -1;  ///< as the callers of a tally number them, or -1 where there is none
    Scalar value;             ///< what the source holds
    Scalar becomes;           ///< what the cast makes of it
};

/// The selected values that a cast changes.
struct CastReport {
    std::int64_t total = 0;
    std::array<std::int64_t, kCastChanges> counts{};  ///< by CastChange; their sum is `total`
    std::int64_t first = -1;  ///< lowest place (as the callers of a tally number them), or -1
    CastChange firstChange = CastChange::Wrapped;      ///< of the value at `first`, as are:
    Scalar value;                                      ///< what the source holds
    Scalar becomes;                                    ///< what the cast makes of it
    std::array<CastExample, kCastChanges> examples{};  ///< by CastChange, the lowest of each

    [[nodiscard]] std::int64_t count(CastChange change) const {
        return counts[static_cast<std::size_t>(change)];
    }
};

/// Adds what one part of an assignment changes to `into`. The parts may come in any order.
void merge(CastReport& into, const CastReport& part);

/// Adds to `report` what the cast changes among those of `count` elements, `stride` apart (any
/// sign, 0 repeats), whose bit in `selected` (bit 0 is the first element) is set. Element i has the
/// place `base + i`. Elements under words without a set bit are not read; bits past `count` are
/// ignored. One thread a report: let each have its own and `merge` them.
using CastTally = void (*)(const std::byte* from, std::int64_t stride, std::int64_t count,
                           const condition::Word* selected, std::int64_t base, CastReport& report);

[[nodiscard]] CastTally castTally(array::DType from, array::DType to);

}  // namespace frisket::assign
