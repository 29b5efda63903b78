// SPDX-License-Identifier: MIT
#include "core/refine/blur.h"

#include <algorithm>
#include <vector>

#include "core/refine/blurred_columns.h"
#include "core/refine/morphology.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

namespace {
/// Words of a strip.
constexpr std::int64_t kStrip = 16;
constexpr std::int64_t kLeastBand = 64;

/// What is known of all pixels: `some` see a set one in the core, `all` see set ones only.
struct Known {
    BitRegion some;
    BitRegion all;
};

/// Words [first, first + count) of the plane in the rows [y0, y1).
struct Piece {
    std::int64_t y0;
    std::int64_t y1;
    std::int64_t first;
    std::int64_t count;
};

/// The pixels of a piece: those that are known to be set, and those that are not known.
class Decisions {
public:
    Decisions(const Known& known, const Rect& box, const Piece& piece)
        : m_piece(piece),
          m_set(static_cast<std::size_t>((piece.y1 - piece.y0) * piece.count)),
          m_open(m_set.size()) {
        const RowSource some(known.some, box, false);
        const RowSource all(known.all, box, false);
        for (std::int64_t y = piece.y0; y < piece.y1; ++y) {
            Word* set = m_set.data() + (y - piece.y0) * piece.count;
            Word* open = m_open.data() + (y - piece.y0) * piece.count;
            some.load(y, piece.first, piece.count, open);
            all.load(y, piece.first, piece.count, set);
            Word any = 0;
            for (std::int64_t i = 0; i < piece.count; ++i) {
                open[i] ^= set[i];
                any |= open[i];
            }
            if (any != 0) {
                m_y0 = m_y0 < m_y1 ? m_y0 : y;
                m_y1 = y + 1;
            }
        }
    }

    /// Decides those that are not known.
    void decide(const NearestRows& source, const BlurWeights& weights) {
        if (m_y0 >= m_y1) {
            return;
        }
        BlurredColumns columns(source, weights, m_piece.first, m_piece.count, m_y0, m_y1);
        // From top to bottom, since rows have most of what they see in common.
        for (std::int64_t x = 0; x < m_piece.count * kWordBits; x += kBlurColumns) {
            const auto shift = static_cast<unsigned>(x % kWordBits);
            const Word mask = condition::lowBits(kBlurColumns) << shift;
            columns.begin(x);
            for (std::int64_t y = m_y0; y < m_y1; ++y) {
                const auto at =
                    static_cast<std::size_t>((y - m_piece.y0) * m_piece.count + x / kWordBits);
                if (const Word open = m_open[at] & mask; open != 0) {
                    m_set[at] |= open & (columns.atLeastHalf(y) << shift);
                }
            }
        }
    }

    void store(RowTarget& target) const {
        for (std::int64_t y = m_piece.y0; y < m_piece.y1; ++y) {
            target.store(y, m_piece.first, m_piece.count,
                         m_set.data() + (y - m_piece.y0) * m_piece.count);
        }
    }

private:
    Piece m_piece;
    std::vector<Word> m_set;
    std::vector<Word> m_open;
    std::int64_t m_y0 = 0;  ///< rows with pixels that are not known
    std::int64_t m_y1 = 0;
};
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
    const HalfWidths core(static_cast<std::size_t>(weights.core) + 1, weights.core);
    auto some = dilateBy(region, plane, core, progress, pool);
    if (!some) {
        return some;
    }
    auto all = erodeBy(region, plane, core, progress, pool);
    if (!all) {
        return all;
    }
    const Known known{*std::move(some), *std::move(all)};
    BitRegion out(box);
    RowTarget target(out, false);
    const NearestRows source(region, plane);
    const std::int64_t first = box.x0 / kWordBits;
    const std::int64_t words = out.wordsPerRow();
    const std::int64_t band = std::max(kLeastBand, 4 * weights.reach);
    const std::int64_t strips = (words + kStrip - 1) / kStrip;
    const std::int64_t bands = (box.height() + band - 1) / band;
    const auto done = forEachPiece(strips * bands, progress, pool, [&](std::int64_t i) {
        const std::int64_t y0 = box.y0 + i / strips * band;
        const std::int64_t word = i % strips * kStrip;
        Decisions decisions(
            known, box,
            {y0, std::min(y0 + band, box.y1), first + word, std::min(kStrip, words - word)});
        decisions.decide(source, weights);
        decisions.store(target);
    });
    if (!done) {
        return base::passOn(done);
    }
    return out;
}

}  // namespace frisket::refine
