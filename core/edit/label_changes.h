// SPDX-License-Identifier: MIT
#pragma once

#include "core/array/banded_array.h"
#include "core/assign/run.h"
#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"
#include "core/measure/label_set.h"

namespace frisket::edit {

/// How many elements of `destination` that have one of `labels` (a set of its dtype) the plan would
/// change in any bit. Reads only bands in which something is selected. On all threads of `pool`;
/// advances `progress` by the destination's elements. Fails with Cancelled alone.
[[nodiscard]] base::Result<std::int64_t> countLabelChanges(const assign::AssignPlan& plan,
                                                           const assign::Inputs& inputs,
                                                           const array::BandedArray& destination,
                                                           const measure::LabelSet& labels,
                                                           base::ThreadPool& pool,
                                                           base::Progress& progress);

/// The elements of `condition` that are true and serve an element of `destination` that has one of
/// `labels`, as a mask of its shape. `layout` is the condition with the destination's shape. One
/// pass; advances `progress` by the destination's elements. Fails with Cancelled and OutOfMemory.
[[nodiscard]] base::Result<condition::ConditionMask> selectedWithLabels(
    const condition::ConditionMask& condition, const array::Layout& layout,
    const array::BandedArray& destination, const measure::LabelSet& labels,
    base::Progress& progress);

}  // namespace frisket::edit
