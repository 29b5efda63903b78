// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/array/dtype.h"
#include "core/assign/cast_report.h"
#include "core/condition/bits.h"

namespace frisket::assign {

/// How to find, in blocks of 64 packed elements, the values that a cast changes. The functions
/// depend on the source dtype and on the kind of the target only; the numbers below tell them what
/// the target holds. All functions read whole blocks.
struct ChangeRule {
    /// The first of `blocks` blocks with a set bit in its word of `selected` and any change in it
    /// (under an unset bit too), or `blocks`. Blocks whose word is 0 are not read.
    using Find = std::int64_t (*)(const ChangeRule& rule, const std::byte* from,
                                  const condition::Word* selected, std::int64_t blocks);
    /// One bit for each element of a block.
    using Mark = condition::Word (*)(const ChangeRule& rule, const std::byte* from);

    Find findChange = nullptr;   ///< null where every value has an equal, then nothing else is set
    Mark markChanges = nullptr;  ///< the values without an equal
    Mark markBeyond = nullptr;   ///< those of another kind, `beyond`, if there are any
    Mark markNan = nullptr;      ///< NaN, where that is a kind of its own
    CastChange usual = CastChange::Wrapped;
    CastChange beyond = CastChange::Wrapped;

    // From integers.
    std::uint64_t bias = 0;       ///< added first, modulo 2^n
    std::uint64_t excess = 0;     ///< bits that a value (or its magnitude) must not have then
    std::uint32_t precision = 0;  ///< bits of the target's significand

    // From floats: the range of an integer, and where the kind `beyond` begins.
    double least = 0;
    double most = 0;
    double below = 0;  ///< up to here
    double above = 0;  ///< from here on
};

[[nodiscard]] const ChangeRule& changeRule(array::DType from, array::DType to);

}  // namespace frisket::assign
