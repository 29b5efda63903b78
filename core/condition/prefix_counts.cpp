// SPDX-License-Identifier: MIT
#include "core/condition/prefix_counts.h"

namespace frisket::condition {

PrefixCounts::PrefixCounts(const ConditionMask& mask)
    : m_before(static_cast<std::size_t>(mask.rows()) + 1, 0) {
    update(mask, 0, mask.rows());
}

void PrefixCounts::update(const ConditionMask& mask, std::int64_t firstRow, std::int64_t endRow) {
    if (firstRow >= endRow) {
        return;
    }
    const std::int64_t oldEnd = beforeRow(endRow);
    std::int64_t running = beforeRow(firstRow);
    for (std::int64_t row = firstRow; row < endRow; ++row) {
        running += countBits(mask.row(row), 0, mask.rowBits());
        m_before[static_cast<std::size_t>(row) + 1] = running;
    }
    const std::int64_t shift = running - oldEnd;
    for (auto row = static_cast<std::size_t>(endRow) + 1; shift != 0 && row < m_before.size();
         ++row) {
        m_before[row] += shift;
    }
}

std::int64_t PrefixCounts::before(const ConditionMask& mask, std::int64_t flat) const {
    if (flat >= mask.size()) {
        return total();
    }
    return beforeRow(flat / mask.rowBits()) +
           countBits(mask.row(flat / mask.rowBits()), 0, flat % mask.rowBits());
}

}  // namespace frisket::condition
