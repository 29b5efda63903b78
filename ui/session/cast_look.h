// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "ui/session/document.h"

namespace frisket::session {

/// Whether the cast of the present plan can change values at all, by the dtypes.
[[nodiscard]] bool castCanLose(const Document& document);

/// The selected values that the cast of the present plan changes, whatever the casting; nothing
/// where it can't change any. Costs one pass over what is selected.
[[nodiscard]] std::optional<assign::CastReport> castReport(Document& document);

/// What the cast of the present operands does, or would do under Unsafe where the casting refuses
/// it by the dtypes.
struct CastLook {
    std::optional<assign::AssignPlan> plan;    ///< nothing where no value can be lost
    bool refused = false;                      ///< then it is that under Unsafe
    std::optional<assign::CastReport> report;  ///< nothing where too many are selected
};

/// Looks at no more than `most` selected values, in one pass. Throws std::bad_alloc.
[[nodiscard]] CastLook lookAtCast(Document& document, std::int64_t most);

}  // namespace frisket::session
