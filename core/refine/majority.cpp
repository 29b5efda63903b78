// SPDX-License-Identifier: MIT
#include "core/refine/majority.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <vector>

#include "core/refine/bit_counts.h"
#include "core/refine/nearest_rows.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

namespace {
constexpr std::int64_t kPairWords = 2;
/// Words of a piece, with what is around it.
constexpr std::int64_t kCacheWords = 12 << 10;
constexpr std::int64_t kLeastStrip = 16;
constexpr std::int64_t kMostStrip = 64;
constexpr std::int64_t kLeastBand = 64;
/// Words times columns of the outline that take well below a millisecond: waiting for another
/// thread, where processors are busy, can take longer.
constexpr std::int64_t kOwnThread = 1 << 18;

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

/// Row `y` of the piece, moved by `dx`. `zeros` are as many as a piece has words, and two.
Shifted moved(const PieceRows& rows, std::int64_t y, std::int64_t dx, const Word* zeros) {
    const std::int64_t first = rows.pad() * kWordBits + dx;
    const Word* low = rows.row(y) - rows.pad() + first / kWordBits;
    const auto right = static_cast<Word>(first % kWordBits);
    // A word can't be shifted by 64; where nothing comes from the words behind, zeros do.
    return right == 0 ? Shifted{low, zeros, 0, 0} : Shifted{low, low + 1, right, kWordBits - right};
}

/// What the element sees of a row of pixels, moved from row to row.
class Counts {
public:
    Counts() = default;
    virtual ~Counts() = default;
    Counts(const Counts&) = delete;
    Counts& operator=(const Counts&) = delete;

    /// Counts what is in `entering` and no longer what is in `leaving`; `out` gets the majority, in
    /// whole pairs.
    virtual void move(const std::vector<Shifted>& entering, const std::vector<Shifted>& leaving,
                      Word* out) = 0;
};

/// Counts for an outline of less than 2^kPlanes columns and rows. Compiled for each number of
/// planes, since small numbers then stay in registers.
template <std::size_t kPlanes>
class CountsOf final : public Counts {
public:
    /// Nothing is seen, and numbers are 2^(2 kPlanes - 1) less the least majority: the highest bit
    /// of the sum is set where there is one.
    CountsOf(const Outline& outline, std::int64_t words) : m_words(words) {
        const auto none =
            (std::uint32_t{1} << (kBoth - 1)) - static_cast<std::uint32_t>(outline.pixels / 2 + 1);
        for (std::int64_t i = 0; i < words; i += kPairWords) {
            for (std::size_t k = 0; k < kBoth; ++k) {
                m_numbers.insert(m_numbers.end(), static_cast<std::size_t>(kPairWords),
                                 ((none >> k) & 1U) != 0 ? ~Word{0} : Word{0});
            }
        }
    }

    void move(const std::vector<Shifted>& entering, const std::vector<Shifted>& leaving,
              Word* out) override {
        Word* kept = m_numbers.data();
        for (std::int64_t i = 0; i < m_words; i += kPairWords) {
            Pair number[kBoth];
            Pair some[kPlanes];
            std::memcpy(number, kept, sizeof(number));
            if (!entering.empty()) {
                countAt(entering, i, some);
                addNumber<kPlanes, kBoth>(some, number);
            }
            if (!leaving.empty()) {
                countAt(leaving, i, some);
                subtractNumber<kPlanes, kBoth>(some, number);
            }
            std::memcpy(kept, number, sizeof(number));
            kept += 2 * kBoth;
            std::memcpy(out + i, &number[kBoth - 1], sizeof(Pair));
        }
    }

private:
    static constexpr std::size_t kBoth = 2 * kPlanes;  ///< planes of columns times rows

    static void countAt(const std::vector<Shifted>& rows, std::int64_t i, Pair* number) {
        const Shifted* all = rows.data();
        countPairs<kPlanes>(
            rows.size(), [=](std::size_t k) { return all[k].at(i); }, number);
    }

    std::int64_t m_words;
    std::vector<Word> m_numbers;  ///< of each pair of words
};

std::unique_ptr<Counts> countsFor(const Outline& outline, std::int64_t words) {
    const std::int64_t side = 2 * std::max(outline.side, outline.reach) + 1;
    switch (std::bit_width(static_cast<std::uint64_t>(side))) {
        case 1:
        case 2:
            return std::make_unique<CountsOf<2>>(outline, words);
        case 3:
            return std::make_unique<CountsOf<3>>(outline, words);
        case 4:
            return std::make_unique<CountsOf<4>>(outline, words);
        case 5:
            return std::make_unique<CountsOf<5>>(outline, words);
        case 6:
            return std::make_unique<CountsOf<6>>(outline, words);
        case 7:
            return std::make_unique<CountsOf<7>>(outline, words);
        default:
            return std::make_unique<CountsOf<8>>(outline, words);
    }
}

void decidePiece(const NearestRows& source, const Outline& outline, const Piece& piece,
                 RowTarget& target) {
    const PieceRows rows(source, piece, outline.reach, outline.side);
    const std::vector<Word> zeros(static_cast<std::size_t>(piece.count + kPairWords));
    const auto counts = countsFor(outline, piece.count);
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
                    entering.push_back(moved(rows, y + tall, dx, zeros.data()));
                }
                if (rows.any(y - 1 - tall)) {
                    leaving.push_back(moved(rows, y - 1 - tall, dx, zeros.data()));
                }
            }
            counts->move(entering, leaving, out.data());
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
    const bool quick = words * box.height() * (2 * outline.side + 1) < kOwnThread;
    base::ThreadPool* threads = quick ? nullptr : pool;
    const auto done = forEachPiece(strips * bands, progress, threads, [&](std::int64_t i) {
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
