// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/assign/plan.h"

namespace frisket::ui {

/// Which operands are repeated, along which axes of the destination and how often, in sentences:
/// "The condition is repeated along axis 0 (3 times)."
[[nodiscard]] QString repeatWords(const assign::AssignPlan& plan);

/// What becomes of the source's values: "int32 → uint8: every selected value is checked, …".
[[nodiscard]] QString castWords(const assign::AssignPlan& plan);

/// One row of the table for those who can't see it: "Source, int32: 1 repeated to 3, 427, 640."
[[nodiscard]] QString rowWords(const QString& name, const QString& dtype,
                               const assign::BroadcastTable& table, assign::Role role);

}  // namespace frisket::ui
