// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/plan.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

namespace frisket::assign {

class RankIndex;

/// What a plan reads. `source` is the source's storage (place 0), unused when the plan has a value;
/// `condition` is the mask whose flat places the plan's condition layout counts; `ranks` is needed
/// by plans that address ByRank. `PreparedInputs` (prepared.h) makes them.
struct Inputs {
    const std::byte* source = nullptr;
    const condition::ConditionMask* condition = nullptr;
    const RankIndex* ranks = nullptr;
};

/// Part of the destination's storage: `data` is the element at place `first`.
struct DestinationSpan {
    std::byte* data = nullptr;
    std::int64_t first = 0;
};

/// Does elements [begin, end) (C order of the destination view) of the plan. No check: call
/// `findInexact` (check.h) first where the plan `checksValues`. The source must not overlap the
/// span unless both lie the same way. What is not selected is neither read nor written, except
/// in the blend of a word of which something is; any ranges may run side by side.
void assignRange(const AssignPlan& plan, const Inputs& inputs, std::int64_t begin, std::int64_t end,
                 DestinationSpan destination);

/// The whole assignment into `destination`, which has the plan's destination layout: checks the
/// values, copies a source that overlaps the destination in an order that would harm, then writes
/// on all threads of `pool`. An error (Refused; OutOfMemory; InvalidArgument where more is selected
/// than the plan was made for and the source has elements) means that nothing was written.
[[nodiscard]] base::Status assignAll(const AssignPlan& plan, const array::ArrayView& source,
                                     const condition::ConditionMask& condition,
                                     const array::MutableArrayView& destination,
                                     base::ThreadPool& pool);

/// The same with what was prepared already (examine.h, prepared.h) and without a look at the
/// values: for a plan that needs none or has had it.
[[nodiscard]] base::Status assignChecked(const AssignPlan& plan, const Inputs& inputs,
                                         const array::MutableArrayView& destination,
                                         base::ThreadPool& pool);

/// Elements for a thread to take at a time, a multiple of 64.
[[nodiscard]] std::int64_t grainFor(std::int64_t count, int threads);

}  // namespace frisket::assign
