// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/run.h"
#include "core/base/thread_pool.h"

namespace frisket::bench {

/// An assignment as a program calls it: the plan is made and run each time.
struct FrisketCall {
    assign::PlanRequest request;
    const std::byte* source;
    const condition::ConditionMask* condition;
    std::byte* destination;
};

/// Shapes of the three operands, which are all packed in C order.
struct Shapes {
    array::Shape destination;
    array::Shape source;
    array::Shape condition;
};

/// A request of `mode` for one dtype; casting exact.
[[nodiscard]] assign::PlanRequest requestFor(assign::Mode mode, array::DType dtype,
                                             const Shapes& shapes);

/// The plan, with the True elements counted where the mode needs their number. Throws
/// std::runtime_error when it is refused.
[[nodiscard]] assign::AssignPlan planFor(const FrisketCall& call, base::ThreadPool& pool);

/// Throws std::runtime_error when the assignment is refused.
void runPlan(const assign::AssignPlan& plan, const FrisketCall& call, base::ThreadPool& pool);
/// Plan and run.
void runFrisket(const FrisketCall& call, base::ThreadPool& pool);

}  // namespace frisket::bench
