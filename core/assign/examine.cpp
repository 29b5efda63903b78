// SPDX-License-Identifier: MIT
#include "core/assign/examine.h"

#include "core/assign/check.h"
#include "core/assign/selected.h"

namespace frisket::assign {

base::Result<Examination> examine(const base::Result<AssignPlan, Refusal>& plan,
                                  const std::byte* source,
                                  const condition::ConditionMask& condition,
                                  base::ThreadPool& pool) {
    Examination out;
    if (!plan) {
        out.refusal = plan.error();
        return out;
    }
    auto prepared = PreparedInputs::make(*plan, source, condition, pool);
    if (!prepared) {
        return base::passOn(prepared);
    }
    out.prepared = *std::move(prepared);
    const Inputs inputs = out.prepared->inputs();
    out.selected = countSelected(*plan, *inputs.condition, 0, plan->loops().count());
    out.changes = castReport(*plan, inputs, pool);
    out.refusal = refusalFor(*plan, *out.changes);
    return out;
}

}  // namespace frisket::assign
