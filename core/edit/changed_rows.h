// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include "core/base/area.h"

namespace frisket::edit {

/// Up to four runs of pixels [first, last] of one row, ascending and apart; more than four become
/// one with their neighbour. Counted from wherever the caller likes.
class ChangedRuns {
public:
    static constexpr int kMost = 4;
    /// Runs with at most so many unchanged pixels between them are one.
    static constexpr std::int64_t kGap = 96;

    struct Run {
        std::int64_t first = 0;
        std::int64_t last = -1;
    };

    /// Pixels from `first` to `last` have changed; calls come in ascending order.
    void add(std::int64_t first, std::int64_t last);

    [[nodiscard]] const Run* begin() const { return m_runs.data(); }
    [[nodiscard]] const Run* end() const { return m_runs.data() + m_count; }
    [[nodiscard]] bool empty() const { return m_count == 0; }

private:
    std::array<Run, kMost> m_runs{};
    int m_count = 0;
};

/// Collects the changed runs of the rows of a region, from top to bottom, as rectangles: at most
/// about a hundred, which follow the change's shape. Both slivers of a disc that moved downwards
/// stay two.
class ChangedRows {
public:
    /// Rows from `firstRow` on, `rows` of them.
    ChangedRows(std::int64_t firstRow, std::int64_t rows);

    /// The runs of row `y`, with column `origin` as their 0.
    void add(std::int64_t y, std::int64_t origin, const ChangedRuns& runs);
    [[nodiscard]] base::Area take();

private:
    void flush();
    void addToBand(base::Rect rect);

    std::int64_t m_firstRow;
    std::int64_t m_bandRows;
    std::int64_t m_band = -1;
    std::array<base::Rect, ChangedRuns::kMost> m_rects{};
    std::size_t m_count = 0;
    base::Area m_area;
};

}  // namespace frisket::edit
