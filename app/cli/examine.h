// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "app/cli/assignment.h"
#include "core/assign/cast_report.h"
#include "core/assign/prepared.h"

namespace frisket::cli {

/// What an assignment would do, found without writing.
struct Examination {
    std::optional<assign::Refusal> refusal;  ///< by shape, dtype or values
    /// What the cast would change; nothing where shapes or dtypes are refused already.
    std::optional<assign::CastReport> changes;
    /// Elements of the destination view that are selected, where there is a plan.
    std::int64_t selected = 0;
};

/// Fails with OutOfMemory only.
[[nodiscard]] base::Result<Examination> examine(const Assignment& assignment,
                                                base::ThreadPool& pool);

/// What a cast changes, in a line: "3 selected values change: 2 wrapped, 1 truncated; the first,
/// 300, becomes 44 at [0, 2]".
[[nodiscard]] std::string changesText(const assign::AssignPlan& plan,
                                      const assign::CastReport& report);

}  // namespace frisket::cli
