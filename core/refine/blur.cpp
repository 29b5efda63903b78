// SPDX-License-Identifier: MIT
#include "core/refine/blur.h"

#include <algorithm>
#include <vector>

#include "core/refine/blurred_columns.h"
#include "core/refine/row_kernels.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

namespace {
/// Words of a piece times its rows times the reach: some milliseconds, after which it can be
/// cancelled.
constexpr std::int64_t kPieceSums = 1 << 19;
constexpr std::int64_t kLeastStrip = 2;
constexpr std::int64_t kMostStrip = 16;
constexpr std::int64_t kLeastBand = 64;

/// The pixels of a piece, of which those that see both values within the core are open.
class OpenPixels {
public:
    OpenPixels(const PieceRows& rows, const Piece& piece, std::int64_t core)
        : m_count(piece.count),
          m_y0(piece.y0),
          m_bits(static_cast<std::size_t>((piece.y1 - piece.y0 + 2 * core) * m_count)) {
        // Who sees both sees two neighbours that differ. Row k is y0 - core + k with what its
        // pixels see in it, then also with what they see in the rows after it.
        const std::int64_t height = piece.y1 - piece.y0;
        const std::int64_t window = 2 * core + 1;
        WideningRow differs(m_count + 2 * rows.pad(), core);
        bool any = false;
        for (std::int64_t k = 0; k < height + 2 * core; ++k) {
            if (markEdges(rows, m_y0 - core + k, m_count, differs.start())) {
                any = true;
                differs.widen(core);
                std::copy_n(differs.words() + rows.pad(), m_count, m_bits.data() + k * m_count);
            }
        }
        if (!any) {
            return;
        }
        std::int64_t seen = 1;
        for (; 2 * seen <= window; seen *= 2) {
            orAhead(m_bits.data(), seen * m_count, (height + window - 2 * seen) * m_count);
        }
        if (seen < window) {
            orAhead(m_bits.data(), (window - seen) * m_count, height * m_count);
        }
        for (std::int64_t y = piece.y0; y < piece.y1; ++y) {
            if (std::any_of(row(y), row(y) + m_count, [](Word word) { return word != 0; })) {
                m_firstRow = m_firstRow < m_endRow ? m_firstRow : y;
                m_endRow = y + 1;
            }
        }
    }

    [[nodiscard]] const Word* row(std::int64_t y) const {
        return m_bits.data() + (y - m_y0) * m_count;
    }
    /// The first row with one, and the one after the last; the same where there are none.
    [[nodiscard]] std::int64_t firstRow() const { return m_firstRow; }
    [[nodiscard]] std::int64_t endRow() const { return m_endRow; }

private:
    /// Marks pixels of row `y` that differ from the one to the right or from the one above, with
    /// the pad on both sides. False where there are none.
    static bool markEdges(const PieceRows& rows, std::int64_t y, std::int64_t count, Word* out) {
        const Word* here = rows.row(y) - rows.pad();
        const Word* above = rows.row(y - 1) - rows.pad();
        Word any = 0;
        for (std::int64_t i = 0; i < count + 2 * rows.pad(); ++i) {
            const Word right = here[i] >> 1U | here[i + 1] << (kWordBits - 1);
            out[i] = (here[i] ^ right) | (here[i] ^ above[i]);
            any |= out[i];
        }
        return any != 0;
    }

    std::int64_t m_count;
    std::int64_t m_y0;
    std::int64_t m_firstRow = 0;
    std::int64_t m_endRow = 0;
    std::vector<Word> m_bits;
};

void decidePiece(const NearestRows& source, const BlurWeights& weights, const Piece& piece,
                 RowTarget& target) {
    const PieceRows rows(source, piece, weights.reach, weights.reach);
    const OpenPixels open(rows, piece, weights.core);
    // All others are what they were.
    std::vector<Word> out(static_cast<std::size_t>((piece.y1 - piece.y0) * piece.count));
    const auto outRow = [&](std::int64_t y) { return out.data() + (y - piece.y0) * piece.count; };
    for (std::int64_t y = piece.y0; y < piece.y1; ++y) {
        for (std::int64_t i = 0; i < piece.count; ++i) {
            outRow(y)[i] = rows.row(y)[i] & ~open.row(y)[i];
        }
    }
    // From top to bottom, since rows have most of what they see in common.
    BlurredColumns columns(rows, weights, open.firstRow(), open.endRow());
    for (std::int64_t x = 0; x < piece.count * kWordBits; x += kBlurColumns) {
        const std::int64_t word = x / kWordBits;
        const auto shift = static_cast<unsigned>(x % kWordBits);
        const Word mask = condition::lowBits(kBlurColumns) << shift;
        columns.begin(x);
        for (std::int64_t y = open.firstRow(); y < open.endRow(); ++y) {
            if (const Word these = open.row(y)[word] & mask; these != 0) {
                outRow(y)[word] |= these & (columns.atLeastHalf(y) << shift);
            }
        }
    }
    for (std::int64_t y = piece.y0; y < piece.y1; ++y) {
        target.store(y, piece.first, piece.count, outRow(y));
    }
}
}  // namespace

Result<BitRegion> blurredHalf(const BitRegion& region, const Rect& plane,
                              const BlurWeights& weights, base::Progress* progress,
                              base::ThreadPool* pool) {
    const Rect box = leastBox(region).intersected(plane);
    if (box.empty()) {
        return BitRegion();
    }
    if (weights.core == 0) {
        return cropped(region, box);
    }
    BitRegion out(box);
    RowTarget target(out, false);
    const NearestRows source(region, plane);
    const std::int64_t first = box.x0 / kWordBits;
    const std::int64_t words = out.wordsPerRow();
    const std::int64_t band = std::max(kLeastBand, 4 * weights.reach);
    const std::int64_t strip =
        std::clamp(kPieceSums / (band * weights.reach), kLeastStrip, kMostStrip);
    const std::int64_t strips = (words + strip - 1) / strip;
    const std::int64_t bands = (box.height() + band - 1) / band;
    const auto done = forEachPiece(strips * bands, progress, pool, [&](std::int64_t i) {
        const std::int64_t y0 = box.y0 + i / strips * band;
        const std::int64_t word = i % strips * strip;
        decidePiece(source, weights,
                    {y0, std::min(y0 + band, box.y1), first + word, std::min(strip, words - word)},
                    target);
    });
    if (!done) {
        return base::passOn(done);
    }
    return out;
}

}  // namespace frisket::refine
