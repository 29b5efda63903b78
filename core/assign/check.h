// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/assign/cast_report.h"
#include "core/assign/run.h"
#include "core/base/progress.h"

namespace frisket::assign {

/// The selected values that the plan's cast changes, whatever its casting; places are elements in C
/// order of the destination. A value that goes to several places counts as often. One pass over
/// what is selected; no more memory than tiles. Advances `progress`, which may be null, by the
/// elements looked at, `plan.loops().count()` at most; where it was cancelled the report is of no
/// use.
[[nodiscard]] CastReport castReport(const AssignPlan& plan, const Inputs& inputs,
                                    base::ThreadPool& pool, base::Progress* progress = nullptr);

/// Under Exact, the refusal that counts the selected values which would change and names the first
/// in C order with its index and value; nothing if all survive or the plan needs no check. Writes
/// nothing. `progress` as for `castReport`.
[[nodiscard]] std::optional<Refusal> findInexact(const AssignPlan& plan, const Inputs& inputs,
                                                 base::ThreadPool& pool,
                                                 base::Progress* progress = nullptr);
/// The same from a report that was made before.
[[nodiscard]] std::optional<Refusal> refusalFor(const AssignPlan& plan, const CastReport& report);

/// Element `flat` (C order of the destination) as "[3, 17]".
[[nodiscard]] std::string indexText(const AssignPlan& plan, std::int64_t flat);

}  // namespace frisket::assign
