// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/plan.h"

namespace frisket::assign {

/// How a request's mode lays its operands side by side, refused or not, in columns of the
/// destination's axes (and more to the left where an operand has more). Broadcast operands are
/// aligned at the right; the condition of Index at the left, and in the column of the selected
/// indices (the last that the condition covers) the source has size n or repeats; what Scatter,
/// Place and Putmask take one after the other is InOrder.
[[nodiscard]] BroadcastTable modeTable(const PlanRequest& request);

/// In words how a selected element finds its source element, for modes that don't pair by axes;
/// empty for those that do.
[[nodiscard]] std::string_view pairingText(Mode mode);

}  // namespace frisket::assign
