// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/assign/examine.h"

namespace frisket::assign {

/// A plan for a person, a line for each fact, its name first: mode; the operands with dtype, the
/// sizes of `table` aligned at the right ("427" fits, "1->427" and "->427" (missing) repeat, "(1)"
/// is dropped, "428!" does not fit, "9*" is taken in order) and the view; and where there is a
/// plan, what is selected, how the elements are paired, the cast and the NumPy line. Why it is
/// refused is not said. `examined` is of the same plan.
[[nodiscard]] std::string planText(const PlanRequest& request, const BroadcastTable& table,
                                   const base::Result<AssignPlan, Refusal>& plan,
                                   const Examination& examined);

/// One of those lines: "mode         where\n".
[[nodiscard]] std::string planLine(std::string_view name, std::string_view fact);

/// What a cast changes, of which there is something: "3 selected values change: 2 wrapped, 1
/// truncated; the first, 300, becomes 44 at [0, 2]".
[[nodiscard]] std::string changesText(const AssignPlan& plan, const CastReport& report);

}  // namespace frisket::assign
