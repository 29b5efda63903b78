// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "app/cli/assignment.h"
#include "core/assign/examine.h"

namespace frisket::cli {

/// What `plan --json` prints. Keys: ok, mode, casting, destination, source, condition (each dtype,
/// shape, view, prepared: what was made of the file's array before the view; source is null when a
/// value fills), value, pairing (how a selected element finds its source element where the mode
/// does not pair by axes, or null), axes (from the left; for each operand its size, or null, and
/// how it fits: equal, stretched, missing (repeated), surplus, clash, in_order, absent), cast
/// (from, to, needed, checks_values), selected, size, numpy (these four null when refused by shape
/// or dtype), cast_report (null where the cast changes no selected value, else total, a count for
/// each kind of change by name, and first with index, value and becomes), notes, refusal (null, or
/// kind, operand, axis_from_left, axis_from_right, expected, found, message, fixes). Each fix has k
/// (the number to give to --fix), kind, operand (null for a mode), text, view (to be given for that
/// operand instead of --fix, or null where it is not one), shape (of the operand afterwards, or
/// null), mode and casting (or null).
[[nodiscard]] std::string planJson(const Assignment& assignment,
                                   const assign::BroadcastTable& table,
                                   const assign::Examination& examined);

}  // namespace frisket::cli
