// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/plan.h"

namespace frisket::assign {

/// The operands of a request as its mode pairs them; see AssignPlan for the fields.
struct Resolved {
    Addressing addressing = Addressing::Aligned;
    bool wraps = false;
    bool packsCondition = false;
    array::Layout source;
    array::Layout condition;
};

/// Applies the rules of the request's mode to the shapes (and to the number of selected elements);
/// looks at neither dtypes nor data. The request has the operands that its mode needs. A refusal
/// carries the fixes that work in that mode.
[[nodiscard]] base::Result<Resolved, Refusal> resolve(const PlanRequest& request);

}  // namespace frisket::assign
