// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/array/nd_array.h"
#include "core/assign/plan.h"
#include "core/condition/condition_mask.h"

namespace frisket::assign {

/// `operand` as `fix`, one for it, makes it: another view, or for a new array (Fix::makesArray) its
/// packed layout, no view, and in `prepared` the NumPy code that makes the same. No data is looked
/// at. Fails with InvalidArgument where the fix was found for another operand.
[[nodiscard]] base::Result<Operand> fixedOperand(const Fix& fix, const Operand& operand);

/// The new array of a fix that makes one: of `source`, the storage that `operand` sees. Padding
/// repeats the edge. Fails with OutOfMemory.
[[nodiscard]] base::Result<array::NdArray> fixedSource(const Fix& fix, const Operand& operand,
                                                       const array::NdArray& source);

/// The same for a condition; padding is False. Takes a byte an element while it works.
[[nodiscard]] base::Result<condition::ConditionMask> fixedCondition(
    const Fix& fix, const Operand& operand, const condition::ConditionMask& condition);

/// Does `fix` to an assignment: to its request, and to `source` or `condition` where the fix makes
/// a new one (their elements are what the request's layouts count in). What the request knows of
/// the data (such as how many elements are selected) is the caller's to renew. After an error
/// nothing has changed.
[[nodiscard]] base::Status applyFix(const Fix& fix, PlanRequest& request,
                                    std::optional<array::NdArray>& source,
                                    condition::ConditionMask& condition);

}  // namespace frisket::assign
