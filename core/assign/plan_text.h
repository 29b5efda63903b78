// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/assign/plan.h"

namespace frisket::assign {

/// The operands of `request` for a person, a line each with name, dtype, the sizes of `table`
/// aligned at the right and the view: "427" fits, "1->427" and "->427" (missing) repeat, "(1)" is
/// dropped, "428!" does not fit, "9*" is taken in order.
[[nodiscard]] std::string tableText(const PlanRequest& request, const BroadcastTable& table);

}  // namespace frisket::assign
