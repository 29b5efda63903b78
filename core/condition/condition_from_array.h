// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/condition/condition_mask.h"

namespace frisket::condition {

struct ConditionInput {
    ConditionMask mask;
    std::string note;  ///< what a person should know about the reading, or empty
};

/// A condition as files hold it: bool as it is; integers are True where they are not zero, and the
/// note says so, because in NumPy an integer mask would be indices. A float array is refused: it is
/// a score and needs a rule such as `> 0.5`; NaN in it is named.
[[nodiscard]] base::Result<ConditionInput> conditionFromArray(const array::NdArray& array);

}  // namespace frisket::condition
