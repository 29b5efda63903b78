// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>

#include "core/assign/plan.h"

namespace frisket::assign {

/// How many values an assignment takes out of a source in order, and how many that has. Says
/// nothing of whether the assignment can be done: a source that is too short is what it tells.
struct Supply {
    std::int64_t wanted = 0;     ///< values, or rows, that are taken one after the other
    std::int64_t available = 0;  ///< that the source has
    bool wraps = false;          ///< at its end the source begins again
    bool rows = false;           ///< rows of the source are counted, one for each selected index
    /// Values go by the element's place, selected or not; `wanted` is all elements then.
    bool byPosition = false;

    /// Values that are wanted and not there.
    [[nodiscard]] std::int64_t missing() const {
        return wraps && available > 0 ? 0 : std::max<std::int64_t>(0, wanted - available);
    }
    /// Values that nothing takes.
    [[nodiscard]] std::int64_t left() const {
        return std::max<std::int64_t>(0, available - wanted);
    }
    /// How often the source begins again.
    [[nodiscard]] std::int64_t repeats() const {
        return wraps && available > 0 && wanted > 0 ? (wanted - 1) / available : 0;
    }
};

/// Of the modes that consume the source: Scatter, Place and Putmask, and Index where the source has
/// a row for each selected index. Nothing for the others, where an operand is missing, and where
/// the condition does not fit. Looks at no data but `request.selected`; costs a few shapes.
[[nodiscard]] std::optional<Supply> supplyOf(const PlanRequest& request);

}  // namespace frisket::assign
