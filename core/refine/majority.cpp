// SPDX-License-Identifier: MIT
#include "core/refine/majority.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "core/refine/bit_counts.h"
#include "core/refine/nearest_rows.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;
using condition::wordsFor;

namespace {
constexpr std::int64_t kPairWords = 2;
/// Words of a piece, with what is around it.
constexpr std::int64_t kCacheWords = 12 << 10;
constexpr std::int64_t kLeastStrip = 16;
constexpr std::int64_t kMostStrip = 64;
constexpr std::int64_t kLeastBand = 64;
/// Planes of the number of an outline's pixels.
constexpr std::size_t kOutlinePlanes = 8;

int planesFor(std::int64_t most) {
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(most)));
}

/// An element as columns: column dx holds the rows |dy| <= tall[dx + side].
struct Outline {
    explicit Outline(const HalfWidths& half)
        : reach(static_cast<std::int64_t>(half.size()) - 1), side(half.front()) {
        for (std::int64_t dx = -side; dx <= side; ++dx) {
            std::int64_t dy = reach;
            while (half[static_cast<std::size_t>(dy)] < std::abs(dx)) {
                --dy;
            }
            tall.push_back(dy);
            pixels += 2 * dy + 1;
        }
    }
    std::int64_t reach;
    std::int64_t side;
    std::int64_t pixels = 0;
    std::vector<std::int64_t> tall;
};

/// The words [first, first + count) of the rows [y0, y1).
struct Piece {
    std::int64_t y0;
    std::int64_t y1;
    std::int64_t first;
    std::int64_t count;
};

/// A row as one column of the outline sees it: pair i is low[i] >> right | high[i] << left.
struct Shifted {
    const Word* low;
    const Word* high;
    Word right;
    Word left;

    [[nodiscard]] Pair at(std::int64_t i) const {
        Pair a;
        Pair b;
        std::memcpy(&a, low + i, sizeof(a));
        std::memcpy(&b, high + i, sizeof(b));
        return (a >> right) | (b << left);
    }
};

/// The rows of a piece and those around it, with as many columns beside them as the element sees.
class PieceRows {
public:
    PieceRows(const NearestRows& source, const Outline& outline, const Piece& piece)
        : m_top(piece.y0 - outline.reach),
          m_pad(wordsFor(outline.side)),
          m_stride(piece.count + 2 * m_pad + 2 * kPairWords),
          m_zeros(static_cast<std::size_t>(m_stride)) {
        const std::int64_t rows = piece.y1 + outline.reach - m_top;
        m_bits.resize(static_cast<std::size_t>(rows * m_stride));
        m_any.resize(static_cast<std::size_t>(rows));
        for (std::int64_t i = 0; i < rows; ++i) {
            m_any[static_cast<std::size_t>(i)] =
                source.load(m_top + i, piece.first - m_pad, piece.count + 2 * m_pad,
                            m_bits.data() + i * m_stride)
                    ? 1
                    : 0;
        }
    }

    /// Whether row `y` has anything; the rows above the piece's count as empty.
    [[nodiscard]] bool any(std::int64_t y) const {
        return y >= m_top && m_any[static_cast<std::size_t>(y - m_top)] != 0;
    }
    /// Row `y` of the piece, moved by `dx`.
    [[nodiscard]] Shifted row(std::int64_t y, std::int64_t dx) const {
        const std::int64_t first = m_pad * kWordBits + dx;
        const Word* low = m_bits.data() + (y - m_top) * m_stride + first / kWordBits;
        const auto right = static_cast<Word>(first % kWordBits);
        // A word can't be shifted by 64; where nothing comes from the words behind, zeros do.
        return right == 0 ? Shifted{low, m_zeros.data(), 0, 0}
                          : Shifted{low, low + 1, right, kWordBits - right};
    }

private:
    std::int64_t m_top;
    std::int64_t m_pad;
    std::int64_t m_stride;
    std::vector<Word> m_zeros;
    std::vector<Word> m_bits;
    std::vector<std::uint8_t> m_any;
};

/// What the element sees of a row of pixels, moved from row to row.
class Counts {
public:
    Counts(const Outline& outline, std::int64_t words)
        : m_words(words),
          m_planes(planesFor(outline.pixels)),
          m_least(static_cast<std::uint32_t>(outline.pixels / 2 + 1)),
          m_bits(static_cast<std::size_t>((words / kPairWords + 1) * m_planes * kPairWords)) {}

    /// Counts what is in `entering` and no longer what is in `leaving`; `out` gets the majority, in
    /// whole pairs.
    void move(const std::vector<Shifted>& entering, const std::vector<Shifted>& leaving,
              Word* out) {
        std::array<Pair, 16> number;
        const std::size_t bytes = static_cast<std::size_t>(m_planes) * sizeof(Pair);
        for (std::int64_t i = 0; i < m_words; i += kPairWords) {
            Word* kept = m_bits.data() + i * m_planes;
            std::memcpy(number.data(), kept, bytes);
            std::array<Pair, kOutlinePlanes> some;
            if (const int planes = countAt(entering, i, some.data()); planes != 0) {
                addNumber(some.data(), planes, m_planes, number.data());
            }
            if (const int planes = countAt(leaving, i, some.data()); planes != 0) {
                subtractNumber(some.data(), planes, m_planes, number.data());
            }
            std::memcpy(kept, number.data(), bytes);
            const Pair set = atLeast(number.data(), m_planes, m_least);
            std::memcpy(out + i, &set, sizeof(set));
        }
    }

private:
    static int countAt(const std::vector<Shifted>& rows, std::int64_t i, Pair* number) {
        const int planes = planesFor(static_cast<std::int64_t>(rows.size()));
        const Shifted* all = rows.data();
        countPairs(
            static_cast<int>(rows.size()), [=](int k) { return all[k].at(i); }, planes, number);
        return planes;
    }

    std::int64_t m_words;
    int m_planes;
    std::uint32_t m_least;
    std::vector<Word> m_bits;  ///< the planes of each pair of words
};

void decidePiece(const NearestRows& source, const Outline& outline, const Piece& piece,
                 RowTarget& target) {
    const PieceRows rows(source, outline, piece);
    Counts counts(outline, piece.count);
    std::vector<Word> out(static_cast<std::size_t>(piece.count + kPairWords));
    std::vector<Shifted> entering;
    std::vector<Shifted> leaving;
    std::int64_t seen = 0;  // rows with anything among those that are seen and the one that leaves
    // From where nothing is seen on: the rows above those that matter are taken for empty.
    for (std::int64_t y = piece.y0 - 2 * outline.reach; y < piece.y1; ++y) {
        seen += rows.any(y + outline.reach) ? 1 : 0;
        if (seen != 0) {
            entering.clear();
            leaving.clear();
            for (std::int64_t dx = -outline.side; dx <= outline.side; ++dx) {
                const std::int64_t tall = outline.tall[static_cast<std::size_t>(dx + outline.side)];
                if (rows.any(y + tall)) {
                    entering.push_back(rows.row(y + tall, dx));
                }
                if (rows.any(y - 1 - tall)) {
                    leaving.push_back(rows.row(y - 1 - tall, dx));
                }
            }
            counts.move(entering, leaving, out.data());
        }
        seen -= rows.any(y - 1 - outline.reach) ? 1 : 0;
        if (y >= piece.y0) {
            target.store(y, piece.first, piece.count, out.data());
        }
    }
}
}  // namespace

Result<BitRegion> majority(const BitRegion& region, const Rect& plane, const HalfWidths& half,
                           base::Progress* progress, base::ThreadPool* pool) {
    const Rect box = leastBox(region).intersected(plane);
    if (box.empty()) {
        return BitRegion();
    }
    BitRegion out(box);
    RowTarget target(out, false);
    const NearestRows source(region, plane);
    const Outline outline(half);
    const std::int64_t first = box.x0 / kWordBits;
    const std::int64_t words = out.wordsPerRow();
    const std::int64_t band = std::max(kLeastBand, 4 * outline.reach);
    const std::int64_t strip =
        std::clamp(kCacheWords / (band + 2 * outline.reach), kLeastStrip, kMostStrip);
    const std::int64_t strips = (words + strip - 1) / strip;
    const std::int64_t bands = (box.height() + band - 1) / band;
    const auto done = forEachPiece(strips * bands, progress, pool, [&](std::int64_t i) {
        const std::int64_t y0 = box.y0 + i / strips * band;
        const std::int64_t word = i % strips * strip;
        decidePiece(source, outline,
                    {y0, std::min(y0 + band, box.y1), first + word, std::min(strip, words - word)},
                    target);
    });
    if (!done) {
        return base::passOn(done);
    }
    return out;
}

}  // namespace frisket::refine
