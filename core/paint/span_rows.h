// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"

namespace frisket::paint {

/// Half-open run of pixels of one row; empty when x1 <= x0.
struct PixelSpan {
    std::int64_t x0 = 0;
    std::int64_t x1 = 0;

    [[nodiscard]] bool empty() const { return x1 <= x0; }
};

/// A shape of one run in each row: what a convex brush sweeps.
struct SpanRows {
    std::int64_t firstRow = 0;
    /// Of firstRow, firstRow + 1, ...; the first and the last one are not empty. One between them
    /// may be: a corner can pass between the centres of pixels.
    std::vector<PixelSpan> rows;

    /// All rows as one region, with the least box.
    [[nodiscard]] condition::BitRegion region() const;
    /// The same pixels, cut into bands of whole rows whose boxes together have at most about four
    /// times the words that are touched. No pixel is in two bands; bands go downwards.
    [[nodiscard]] std::vector<condition::BitRegion> bands() const;

    /// Of a `shape`, that is its rows [shape.firstRow(), shape.endRow()) and the run
    /// `shape.row(y)` in each, what lies in `clip`; left of column 0 and above row 0 is nothing.
    template <class Shape>
    [[nodiscard]] static SpanRows of(const Shape& shape, const base::Rect& clip) {
        const std::int64_t left = std::max<std::int64_t>(clip.x0, 0);
        SpanRows spans{std::max({clip.y0, shape.firstRow(), std::int64_t{0}}), {}};
        const std::int64_t endRow = std::min(clip.y1, shape.endRow());
        if (left >= clip.x1 || spans.firstRow >= endRow) {
            return {};
        }
        spans.rows.reserve(static_cast<std::size_t>(endRow - spans.firstRow));
        for (std::int64_t y = spans.firstRow; y < endRow; ++y) {
            const PixelSpan whole = shape.row(y);
            const PixelSpan span{std::max(whole.x0, left), std::min(whole.x1, clip.x1)};
            if (!span.empty() || !spans.rows.empty()) {
                spans.rows.push_back(span);
            } else {
                ++spans.firstRow;
            }
        }
        while (!spans.rows.empty() && spans.rows.back().empty()) {
            spans.rows.pop_back();
        }
        return spans;
    }

private:
    [[nodiscard]] condition::BitRegion region(std::size_t begin, std::size_t end) const;
};

}  // namespace frisket::paint
