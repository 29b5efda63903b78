// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/refine/frame.h"

namespace frisket::refine {

/// Reads rows of a region whose pixels at the border of `plane` go on beyond it: "nearest" of
/// scipy.ndimage, BORDER_REPLICATE of OpenCV.
class NearestRows {
public:
    /// `region` must live as long; `plane` is not empty.
    NearestRows(const condition::BitRegion& region, const base::Rect& plane)
        : m_source(region, plane, false) {}

    /// Words [first, first + count) of row `y`: word k begins at column 64 * k. Any place may be
    /// asked for. False only where all are zero.
    bool load(std::int64_t y, std::int64_t first, std::int64_t count, condition::Word* out) const;

private:
    [[nodiscard]] bool at(std::int64_t x, std::int64_t y) const;

    RowSource m_source;
};

/// Words [first, first + count) of the rows [y0, y1).
struct Piece {
    std::int64_t y0;
    std::int64_t y1;
    std::int64_t first;
    std::int64_t count;
};

/// A copy of the rows of a piece with what is around it: `above` rows above and below it, and at
/// least `beside` columns to the left and to the right.
class PieceRows {
public:
    PieceRows(const NearestRows& source, const Piece& piece, std::int64_t above,
              std::int64_t beside);

    /// Words that are there to the left and to the right of those of the piece.
    [[nodiscard]] std::int64_t pad() const { return m_pad; }
    /// The first word of the piece in row `y`; two more after those to the right can be read.
    [[nodiscard]] const condition::Word* row(std::int64_t y) const {
        return m_bits.data() + (y - m_top) * m_stride + m_pad;
    }
    /// Whether row `y` has anything; rows above the copied ones have nothing.
    [[nodiscard]] bool any(std::int64_t y) const {
        return y >= m_top && m_any[static_cast<std::size_t>(y - m_top)] != 0;
    }

private:
    std::int64_t m_top;
    std::int64_t m_pad;
    std::int64_t m_stride;
    std::vector<condition::Word> m_bits;
    std::vector<std::uint8_t> m_any;
};

}  // namespace frisket::refine
