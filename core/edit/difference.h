// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/base/progress.h"
#include "core/condition/condition_mask.h"
#include "core/edit/bit_patch.h"

namespace frisket::edit {

/// The patch that makes `after` of `before` and back, nothing where they are equal; the shapes must
/// be. Writes neither. Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<std::optional<BitPatch>> differenceOf(
    const condition::ConditionMask& before, const condition::ConditionMask& after,
    base::Progress* progress = nullptr);

}  // namespace frisket::edit
