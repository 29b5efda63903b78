// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/assign/cast_report.h"
#include "core/assign/prepared.h"

namespace frisket::assign {

/// What an assignment would do, found without writing.
struct Examination {
    std::optional<Refusal> refusal;  ///< by shapes, dtypes or values
    /// The rest only where there is a plan. What its cast would change, whatever the casting:
    std::optional<CastReport> changes;
    std::int64_t selected = 0;               ///< elements of the destination view that are selected
    std::optional<PreparedInputs> prepared;  ///< to run the plan with; sees source and condition
};

/// Looks at every selected value once. `source` (place 0, null where the plan has a value) and
/// `condition` must live as long as the outcome. Fails with OutOfMemory only.
[[nodiscard]] base::Result<Examination> examine(const base::Result<AssignPlan, Refusal>& plan,
                                                const std::byte* source,
                                                const condition::ConditionMask& condition,
                                                base::ThreadPool& pool);

}  // namespace frisket::assign
