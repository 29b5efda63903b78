// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/assign/plan.h"
#include "core/assign/supply.h"
#include "ui/session/document.h"

namespace frisket::session {

/// What the document would ask for in another mode, of the same operands. There must be a
/// destination. Nothing where the value of `fill` is none, with why in `problem`.
[[nodiscard]] std::optional<assign::PlanRequest> requestFor(const Document& document,
                                                            assign::Mode mode, QString& problem);

/// What a mode makes of the present operands, by their shapes, dtypes and the number of selected
/// elements.
struct ModeChoice {
    std::optional<assign::AssignPlan> plan;
    /// Where there is no plan: why, in words, ...
    QString problem;
    /// ... and the first change to an operand or the casting that would help.
    std::optional<assign::Fix> fix;
};
[[nodiscard]] ModeChoice choiceOf(const Document& document, assign::Mode mode);

/// What the mode takes out of a source in order: assign::supplyOf, from the count of selected
/// elements that the document keeps. Costs nothing.
[[nodiscard]] std::optional<assign::Supply> supplyFor(const Document& document, assign::Mode mode);

}  // namespace frisket::session
