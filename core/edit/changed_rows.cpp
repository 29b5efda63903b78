// SPDX-License-Identifier: MIT
#include "core/edit/changed_rows.h"

#include <utility>

namespace frisket::edit {

namespace {
using base::Rect;

/// Bands that a region's rows are cut into, and rows that are not worth cutting.
constexpr std::int64_t kBands = 32;
constexpr std::int64_t kFewRows = 4;

bool nearIn(const Rect& a, const Rect& b) {
    return a.x0 <= b.x1 + ChangedRuns::kGap && b.x0 <= a.x1 + ChangedRuns::kGap;
}
}  // namespace

void ChangedRuns::add(std::int64_t first, std::int64_t last) {
    if (m_count > 0) {
        Run& before = m_runs[static_cast<std::size_t>(m_count) - 1];
        if (first - before.last <= kGap || m_count == kMost) {
            before.last = last;
            return;
        }
    }
    m_runs[static_cast<std::size_t>(m_count++)] = {first, last};
}

ChangedRows::ChangedRows(std::int64_t firstRow, std::int64_t rows)
    : m_firstRow(firstRow), m_bandRows(std::max(kFewRows, (rows + kBands - 1) / kBands)) {}

void ChangedRows::add(std::int64_t y, std::int64_t origin, const ChangedRuns& runs) {
    if (runs.empty()) {
        return;
    }
    const std::int64_t band = (y - m_firstRow) / m_bandRows;
    if (band != m_band) {
        flush();
        m_band = band;
    }
    for (const ChangedRuns::Run& run : runs) {
        addToBand({origin + run.first, y, origin + run.last + 1, y + 1});
    }
}

void ChangedRows::addToBand(Rect rect) {
    // All in the band that the new one comes near to become one with it.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_count; ++i) {
        if (nearIn(m_rects[i], rect)) {
            rect = rect.united(m_rects[i]);
        } else {
            m_rects[kept++] = m_rects[i];
        }
    }
    m_count = kept;
    if (m_count == m_rects.size()) {
        rect = rect.united(m_rects[--m_count]);
    }
    m_rects[m_count++] = rect;
}

void ChangedRows::flush() {
    for (std::size_t i = 0; i < m_count; ++i) {
        m_area.add(m_rects[i]);
    }
    m_count = 0;
}

base::Area ChangedRows::take() {
    flush();
    m_band = -1;
    return std::exchange(m_area, {});
}

}  // namespace frisket::edit
