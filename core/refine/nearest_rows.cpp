// SPDX-License-Identifier: MIT
#include "core/refine/nearest_rows.h"

#include <algorithm>

namespace frisket::refine {

using base::Rect;
using condition::kWordBits;
using condition::lowBits;
using condition::Word;

bool NearestRows::at(std::int64_t x, std::int64_t y) const {
    Word word = 0;
    m_source.load(y, x / kWordBits, 1, &word);
    return ((word >> static_cast<unsigned>(x % kWordBits)) & 1U) != 0;
}

bool NearestRows::load(std::int64_t y, std::int64_t first, std::int64_t count, Word* out) const {
    const Rect& plane = m_source.frame();
    const std::int64_t row = std::clamp(y, plane.y0, plane.y1 - 1);
    const std::int64_t end = first + count;
    bool any = m_source.load(row, first, count, out);
    const std::int64_t left = plane.x0 / kWordBits;  // the word in which the plane begins
    if (first * kWordBits < plane.x0 && at(plane.x0, row)) {
        std::fill(out, out + std::clamp<std::int64_t>(left - first, 0, count), ~Word{0});
        if (left < end) {
            out[left - first] |= lowBits(plane.x0 % kWordBits);
        }
        any = true;
    }
    const std::int64_t right = plane.x1 / kWordBits;  // the word in which what is beyond begins
    if (end * kWordBits > plane.x1 && at(plane.x1 - 1, row)) {
        if (right >= first) {
            out[right - first] |= ~lowBits(plane.x1 % kWordBits);
        }
        std::fill(out + std::clamp<std::int64_t>(right + 1 - first, 0, count), out + count,
                  ~Word{0});
        any = true;
    }
    return any;
}

PieceRows::PieceRows(const NearestRows& source, const Piece& piece, std::int64_t above,
                     std::int64_t beside)
    : m_top(piece.y0 - above),
      m_pad(condition::wordsFor(beside)),
      m_stride(piece.count + 2 * m_pad + 2) {
    const std::int64_t rows = piece.y1 + above - m_top;
    m_bits.resize(static_cast<std::size_t>(rows * m_stride));
    m_any.resize(static_cast<std::size_t>(rows));
    for (std::int64_t i = 0; i < rows; ++i) {
        const bool any = source.load(m_top + i, piece.first - m_pad, piece.count + 2 * m_pad,
                                     m_bits.data() + i * m_stride);
        m_any[static_cast<std::size_t>(i)] = any ? 1 : 0;
    }
}

}  // namespace frisket::refine
