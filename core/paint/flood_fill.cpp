// SPDX-License-Identifier: MIT
#include "core/paint/flood_fill.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace frisket::paint {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::kWordBits;
using condition::lowBits;
using condition::Word;

/// Words that are asked for at once: values are compared in runs that are worth a call.
constexpr std::int64_t kBlock = 8;
/// Runs between two looks at the progress: well below 20 ms.
constexpr int kLook = 1 << 16;

/// Memory that is zero, and real only where it is written.
struct Free {
    void operator()(Word* words) const { std::free(words); }
};
using LazyWords = std::unique_ptr<Word[], Free>;

LazyWords lazyWords(std::int64_t count) {
    auto* words = static_cast<Word*>(
        std::calloc(static_cast<std::size_t>(std::max<std::int64_t>(count, 1)), sizeof(Word)));
    if (words == nullptr) {
        throw std::bad_alloc();
    }
    return LazyWords(words);
}

/// Pixels [x0, x1) of a row.
struct Run {
    std::int64_t x0;
    std::int64_t x1;
};

/// Pixels of row `y` that are to be looked at since they touch `from`, a run of the fill in the row
/// before it on the way (downwards for `step` 1, upwards for -1).
struct Span {
    std::int64_t y;
    std::int64_t step;
    Run look;
    Run from;
};

/// Scan-line filling (A. R. Smith, Tint Fill, 1979) on the bits of what matches and is not filled
/// yet: a run that is filled is cleared there, so that each is found once. Of the row that a run
/// was found from, only what reaches past the run there is looked at (P. S. Heckbert, A Seed Fill
/// Algorithm, 1990). All runs of a row that were found from the one before go on together, so
/// memory is read row by row; what turns back waits.
class Fill {
public:
    Fill(std::int64_t width, std::int64_t height, const MatchWords& match)
        : m_width(width),
          m_height(height),
          m_wordsPerRow((width + kWordBits - 1) / kWordBits),
          m_blocksPerRow((m_wordsPerRow + kBlock - 1) / kBlock),
          m_match(match),
          m_open(lazyWords(m_wordsPerRow * height)),
          m_filled(lazyWords(m_wordsPerRow * height)),
          m_known(lazyWords((m_blocksPerRow * height + kWordBits - 1) / kWordBits)) {}

    base::Status from(Pixel seed, Connectivity connectivity, base::Progress* progress) {
        m_reach = connectivity == Connectivity::Eight ? 1 : 0;
        if (nextOpen(seed.y, seed.x, seed.x + 1) != seed.x) {
            return {};
        }
        const Run first{runBegin(seed.y, seed.x), runEnd(seed.y, seed.x)};
        fill(seed.y, first);
        std::vector<Span> row;  // spans of one row and step
        std::vector<Span> next;
        for (const std::int64_t step : {-1, 1}) {
            goOn(seed.y + step, step, first, m_waiting);
        }
        int looks = 0;
        while (!row.empty() || !m_waiting.empty()) {
            if (row.empty()) {
                row.push_back(m_waiting.back());
                m_waiting.pop_back();
            }
            for (const Span& span : row) {
                for (std::int64_t x = span.look.x0;
                     (x = nextOpen(span.y, x, span.look.x1)) < span.look.x1;) {
                    const Run run{runBegin(span.y, x), runEnd(span.y, x)};
                    fill(span.y, run);
                    goOn(span.y + span.step, span.step, run, next);
                    // The run that it was found from ends at closed pixels.
                    turnBack(span, run, {run.x0 - m_reach, span.from.x0 - 1});
                    turnBack(span, run, {span.from.x1 + 1, run.x1 + m_reach});
                    x = run.x1;
                    if (++looks % kLook == 0) {
                        if (auto goes = base::proceed(progress); !goes) {
                            return goes;
                        }
                    }
                }
            }
            row.swap(next);
            next.clear();
        }
        return {};
    }

    [[nodiscard]] BitRegion take() const {
        BitRegion region(m_box);
        const std::int64_t first = region.originX() / kWordBits;
        for (std::int64_t y = m_box.y0; y < m_box.y1; ++y) {
            const Word* row = m_filled.get() + y * m_wordsPerRow + first;
            std::copy(row, row + region.wordsPerRow(), region.row(y));
        }
        return region;
    }

private:
    /// Adds what `run` touches in row `y`, one step on, to `spans`.
    void goOn(std::int64_t y, std::int64_t step, const Run& run, std::vector<Span>& spans) const {
        if (y >= 0 && y < m_height) {
            const Run look{std::max<std::int64_t>(run.x0 - m_reach, 0),
                           std::min(run.x1 + m_reach, m_width)};
            spans.push_back({y, step, look, run});
        }
    }

    /// Lets `look` in the row that `span` was found from wait if any of it is open; `run` was found
    /// in the span.
    void turnBack(const Span& span, const Run& run, Run look) {
        look = {std::max<std::int64_t>(look.x0, 0), std::min(look.x1, m_width)};
        const std::int64_t y = span.y - span.step;
        if (look.x0 < look.x1 && nextOpen(y, look.x0, look.x1) < look.x1) {
            m_waiting.push_back({y, -span.step, look, run});
        }
    }

    /// The word of pixels that match and are not filled.
    [[nodiscard]] Word& open(std::int64_t y, std::int64_t word) {
        const std::int64_t block = word / kBlock;
        const std::int64_t place = y * m_blocksPerRow + block;
        Word& known = m_known[static_cast<std::size_t>(place / kWordBits)];
        const Word bit = Word{1} << static_cast<unsigned>(place % kWordBits);
        if ((known & bit) == 0) {
            known |= bit;
            const std::int64_t first = block * kBlock;
            const std::int64_t count = std::min(kBlock, m_wordsPerRow - first);
            Word* out = m_open.get() + y * m_wordsPerRow + first;
            m_match(y, first, count, out);
            if (first + count == m_wordsPerRow) {
                out[count - 1] &= lowBits(m_width - (m_wordsPerRow - 1) * kWordBits);
            }
        }
        return m_open[static_cast<std::size_t>(y * m_wordsPerRow + word)];
    }

    /// First open pixel of row `y` in [x, end), or `end`.
    [[nodiscard]] std::int64_t nextOpen(std::int64_t y, std::int64_t x, std::int64_t end) {
        for (std::int64_t word = x / kWordBits; word * kWordBits < end; ++word) {
            Word bits = open(y, word);
            if (word == x / kWordBits) {
                bits &= ~lowBits(x % kWordBits);
            }
            if (bits != 0) {
                return std::min(end, word * kWordBits + std::countr_zero(bits));
            }
        }
        return end;
    }

    /// The ends of the run of open pixels around the open pixel `x`.
    [[nodiscard]] std::int64_t runBegin(std::int64_t y, std::int64_t x) {
        std::int64_t word = x / kWordBits;
        Word closed = ~open(y, word) & lowBits(x % kWordBits);
        while (closed == 0 && word > 0) {
            closed = ~open(y, --word);
        }
        return closed == 0 ? 0 : word * kWordBits + kWordBits - std::countl_zero(closed);
    }
    [[nodiscard]] std::int64_t runEnd(std::int64_t y, std::int64_t x) {
        std::int64_t word = x / kWordBits;
        Word closed = ~open(y, word) & ~lowBits(x % kWordBits);
        while (closed == 0 && ++word < m_wordsPerRow) {
            closed = ~open(y, word);
        }
        return closed == 0 ? m_width
                           : std::min(m_width, word * kWordBits + std::countr_zero(closed));
    }

    void fill(std::int64_t y, const Run& run) {
        m_box = m_box.united({run.x0, y, run.x1, y + 1});
        const std::int64_t first = run.x0 / kWordBits;
        const std::int64_t last = (run.x1 - 1) / kWordBits;
        Word* open = m_open.get() + y * m_wordsPerRow;
        Word* filled = m_filled.get() + y * m_wordsPerRow;
        const Word head = ~lowBits(run.x0 % kWordBits);
        const Word tail = lowBits(run.x1 - last * kWordBits);
        const auto take = [&](std::int64_t word, Word bits) {
            open[word] &= ~bits;
            filled[word] |= bits;
        };
        if (first == last) {
            take(first, head & tail);
            return;
        }
        take(first, head);
        std::fill(open + first + 1, open + last, Word{0});
        std::fill(filled + first + 1, filled + last, ~Word{0});
        take(last, tail);
    }

    std::int64_t m_width;
    std::int64_t m_height;
    std::int64_t m_wordsPerRow;
    std::int64_t m_blocksPerRow;
    const MatchWords& m_match;
    LazyWords m_open;
    LazyWords m_filled;
    LazyWords m_known;         ///< a bit for each block of words: `m_match` was asked
    std::int64_t m_reach = 0;  ///< 1 where corners count
    std::vector<Span> m_waiting;
    Rect m_box;
};
}  // namespace

base::Result<BitRegion> floodFill(std::int64_t width, std::int64_t height, Pixel seed,
                                  Connectivity connectivity, const MatchWords& match,
                                  base::Progress* progress) {
    if (!Rect{0, 0, width, height}.contains(seed.x, seed.y)) {
        return BitRegion();
    }
    Fill fill(width, height, match);
    if (auto done = fill.from(seed, connectivity, progress); !done) {
        return base::passOn(done);
    }
    return fill.take();
}

}  // namespace frisket::paint
