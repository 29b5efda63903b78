// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/assign/cast_report.h"
#include "core/assign/plan.h"
#include "ui/session/document.h"

namespace frisket::ui {

/// What becomes of the source's values by the dtypes alone: "int32 → uint8: every selected value is
/// checked, …".
[[nodiscard]] QString castWords(const assign::AssignPlan& plan);

/// Which of the selected values the plan's cast changes, how, and the first of them: "Apply will
/// change selected values: 2 lose their fraction, 1 wraps around. The first is at [0, 17]: 2.5
/// → 2."
[[nodiscard]] QString lossWords(const assign::AssignPlan& plan, const assign::CastReport& report);

/// Why the cast of the present operands can't lose anything, or there is none; empty where it can,
/// by the dtypes alone.
[[nodiscard]] QString noLossWords(const session::Document& document);

/// "Wrapped", and what happens to such a value.
[[nodiscard]] QString kindName(assign::CastChange change);
[[nodiscard]] QString kindTip(assign::CastChange change);
/// "300 → 44".
[[nodiscard]] QString exampleWords(const assign::CastExample& example);

/// What `casting` would do with the values of these dtypes; `report`, of what is selected, may be
/// null where that is not known: "refused, 2 wrap around".
[[nodiscard]] QString castingWords(assign::Casting casting, array::DType from, array::DType to,
                                   const assign::CastReport* report);

}  // namespace frisket::ui
