// SPDX-License-Identifier: MIT
#include "core/refine/row_envelope.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/refine/column_distance.h"

namespace frisket::refine {

void RowEnvelope::distances(const std::int32_t* columns, std::int64_t count, double* out) {
    m_lowest.clear();
    const double xx = m_x * m_x;
    for (std::int64_t i = 0; i < count; ++i) {
        if (columns[i] >= ColumnDistances::kNone) {
            continue;
        }
        const double y = static_cast<double>(columns[i]) * m_y;
        const double square = y * y;
        // The new one is lowest from where it meets the last one that is lowest anywhere.
        double from = -std::numeric_limits<double>::infinity();
        while (!m_lowest.empty()) {
            const Parabola& last = m_lowest.back();
            const double apart = static_cast<double>(i - last.column);
            from = static_cast<double>(i + last.column) / 2 +
                   (square - last.square) / (2 * apart * xx);
            if (from > last.from) {
                break;
            }
            m_lowest.pop_back();
            from = -std::numeric_limits<double>::infinity();
        }
        m_lowest.push_back({from, i, square});
    }
    if (m_lowest.empty()) {
        std::fill(out, out + count, kFar);
        return;
    }
    std::size_t at = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        while (at + 1 < m_lowest.size() && m_lowest[at + 1].from <= static_cast<double>(i)) {
            ++at;
        }
        const double x = static_cast<double>(i - m_lowest[at].column) * m_x;
        out[i] = std::sqrt(x * x + m_lowest[at].square);
    }
}

}  // namespace frisket::refine
