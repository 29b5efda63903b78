// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/assign/cast_report.h"
#include "core/assign/plan.h"

namespace frisket::ui {

/// What becomes of the source's values by the dtypes alone: "int32 → uint8: every selected value is
/// checked, …".
[[nodiscard]] QString castWords(const assign::AssignPlan& plan);

/// Which of the selected values the plan's cast changes, how, and the first of them: "Apply will
/// change selected values: 2 lose their fraction, 1 wraps around. The first is at [0, 17]: 2.5
/// → 2."
[[nodiscard]] QString lossWords(const assign::AssignPlan& plan, const assign::CastReport& report);

}  // namespace frisket::ui
