// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/run.h"
#include "core/assign/samples.h"

namespace frisket::assign {

/// Whether the plan takes the source's elements one after the other, so that each selected element
/// has a number among them: not where they go by the same index or a value fills.
[[nodiscard]] inline bool hasOrder(const AssignPlan& plan) {
    return plan.addressing() != Addressing::Aligned && !plan.value() && !plan.assignsNothing();
}

/// Which element of the source each of `samples` takes: its place 0..count - 1 in C order of the
/// plan's source, or -1 where the sample is not selected; rows first, at `out`. The plan must have
/// an order. Costs the samples, and the condition's words between near ones (RankWalk). Threads may
/// do so together.
void sourceOrder(const AssignPlan& plan, const Inputs& inputs, const PlaneSamples& samples,
                 std::int64_t* out);

}  // namespace frisket::assign
