// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/condition/condition_mask.h"

namespace frisket::condition {

/// How many elements are True before each packed row of a condition, so that the rank of any pixel
/// among the True ones costs the words of its own row. Modes that consume the source in order read
/// their positions from it.
class PrefixCounts {
public:
    explicit PrefixCounts(const ConditionMask& mask);

    /// Recounts rows [firstRow, endRow), which were edited, and shifts the counts of those below.
    void update(const ConditionMask& mask, std::int64_t firstRow, std::int64_t endRow);

    [[nodiscard]] std::int64_t total() const { return m_before.back(); }
    /// True elements in the packed rows above `row`, 0 <= row <= mask.rows().
    [[nodiscard]] std::int64_t beforeRow(std::int64_t row) const {
        return m_before[static_cast<std::size_t>(row)];
    }
    /// True elements before flat C-order place `flat` of `mask`.
    [[nodiscard]] std::int64_t before(const ConditionMask& mask, std::int64_t flat) const;

private:
    std::vector<std::int64_t> m_before;
};

}  // namespace frisket::condition
