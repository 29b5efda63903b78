// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include "core/assign/cast_report.h"
#include "core/assign/run.h"
#include "core/assign/samples.h"

namespace frisket::assign {

/// What a cast does to one value: a CastChange as its number, or one of these.
using CastKind = std::uint8_t;
inline constexpr CastKind kCastKeeps = kCastChanges;    ///< there is an equal in the target dtype
inline constexpr CastKind kNotCast = kCastChanges + 1;  ///< not selected

/// By CastChange, which ones the dtypes allow; some value of a pair may still meet none of them.
[[nodiscard]] std::array<bool, kCastChanges> possibleChanges(array::DType from, array::DType to);

/// The kinds of `count` packed elements, at `kinds`. Those whose bit in `selected` (bit 0 is the
/// first element) is not set are kNotCast; elements under words without a set bit are not read, and
/// bits past `count` are ignored. The same as a CastTally counts.
void castKinds(array::DType from, array::DType to, const std::byte* elements, std::int64_t count,
               const condition::Word* selected, CastKind* kinds);

/// The kinds of the source's values that `samples` take, whatever the plan's casting; rows first,
/// at `kinds`. Of a value that fills, which has the destination's dtype, and of an empty source
/// nothing is changed. Costs the samples, and where the source is taken in order the condition's
/// words between near ones (RankWalk). Threads may do so together.
void castMap(const AssignPlan& plan, const Inputs& inputs, const PlaneSamples& samples,
             CastKind* kinds);

}  // namespace frisket::assign
