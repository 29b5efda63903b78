// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "core/refine/dilation.h"
#include "core/refine/row_kernels.h"

namespace frisket::refine {

namespace {
using base::Rect;
using condition::kWordBits;
using condition::Word;
using condition::wordsFor;

/// Rows that are under way at a time should stay in the first cache.
constexpr std::int64_t kCacheWords = 3 << 10;
constexpr std::int64_t kLeastStrip = 32;

/// Rows |dy| in [from, to) of an element, which are equally wide.
struct Step {
    std::int64_t half;
    std::int64_t from;
    std::int64_t to;
};

std::vector<Step> stepsOf(const HalfWidths& half) {
    std::vector<Step> steps;  // from the narrowest
    for (auto dy = static_cast<std::int64_t>(half.size()) - 1; dy >= 0; --dy) {
        const std::int64_t width = half[static_cast<std::size_t>(dy)];
        if (!steps.empty() && steps.back().half == width) {
            steps.back().from = dy;
        } else {
            steps.push_back({width, dy, dy + 1});
        }
    }
    return steps;
}

/// The words [first, first + count) of the rows [y0, y1) of the target.
struct Piece {
    std::int64_t y0;
    std::int64_t y1;
    std::int64_t first;
    std::int64_t count;
};

/// Rows of the target that are not complete yet, as a ring.
class OpenRows {
public:
    OpenRows(std::int64_t rows, std::int64_t words)
        : m_rows(rows),
          m_words(words),
          m_bits(static_cast<std::size_t>(rows * words)),
          m_used(static_cast<std::size_t>(rows)) {}

    [[nodiscard]] Word* row(std::int64_t y) {
        const std::int64_t place = y % m_rows;
        m_used[static_cast<std::size_t>(place)] = 1;
        return m_bits.data() + place * m_words;
    }
    /// Hands row `y` to `target` and clears it.
    void finish(std::int64_t y, std::int64_t first, RowTarget& target) {
        const std::int64_t place = y % m_rows;
        Word* words = m_bits.data() + place * m_words;
        target.store(y, first, m_words, words);
        if (m_used[static_cast<std::size_t>(place)] != 0) {
            std::fill(words, words + m_words, Word{0});
            m_used[static_cast<std::size_t>(place)] = 0;
        }
    }

private:
    std::int64_t m_rows;
    std::int64_t m_words;
    std::vector<Word> m_bits;
    std::vector<std::uint8_t> m_used;
};

void dilatePiece(const RowSource& source, const std::vector<Step>& steps, std::int64_t reach,
                 const Piece& piece, RowTarget& target) {
    const std::int64_t pad = wordsFor(steps.back().half);
    WideningRow row(piece.count + 2 * pad, steps.back().half);
    OpenRows open(2 * reach + 1, piece.count);
    for (std::int64_t y = piece.y0 - reach; y < piece.y1 + reach; ++y) {
        if (source.load(y, piece.first - pad, piece.count + 2 * pad, row.start())) {
            for (const Step& step : steps) {
                row.widen(step.half);
                const Word* words = row.words() + pad;
                for (std::int64_t dy = step.from; dy < step.to; ++dy) {
                    const bool above = y - dy >= piece.y0 && y - dy < piece.y1;
                    const bool below = y + dy >= piece.y0 && y + dy < piece.y1 && dy > 0;
                    if (above && below) {
                        orIntoBoth(words, piece.count, open.row(y - dy), open.row(y + dy));
                    } else if (above || below) {
                        orInto(words, piece.count, open.row(above ? y - dy : y + dy));
                    }
                }
            }
        }
        if (y - reach >= piece.y0) {
            open.finish(y - reach, piece.first, target);
        }
    }
}
}  // namespace

base::Status dilateByRows(const RowSource& source, const HalfWidths& half, RowTarget& target,
                          base::Progress* progress, base::ThreadPool* pool) {
    const std::vector<Step> steps = stepsOf(half);
    const auto reach = static_cast<std::int64_t>(half.size()) - 1;
    const Rect& box = target.box();
    const std::int64_t firstWord = box.x0 / kWordBits;
    const std::int64_t words = wordsFor(box.x1) - firstWord;
    const std::int64_t strip =
        std::min(words, std::max(kLeastStrip, kCacheWords / (2 * reach + 1)));
    // Rows around a piece are widened for its neighbour too: few rows would be mostly that.
    const std::int64_t band = std::clamp<std::int64_t>(16 * reach, 256, 2048);
    const std::int64_t strips = (words + strip - 1) / strip;
    const std::int64_t bands = (box.height() + band - 1) / band;
    return forEachPiece(strips * bands, progress, pool, [&](std::int64_t i) {
        const std::int64_t y0 = box.y0 + i / strips * band;
        const std::int64_t first = i % strips * strip;
        dilatePiece(
            source, steps, reach,
            {y0, std::min(y0 + band, box.y1), firstWord + first, std::min(strip, words - first)},
            target);
    });
}

}  // namespace frisket::refine
