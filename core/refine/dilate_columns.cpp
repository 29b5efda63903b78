// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "core/refine/column_distance.h"
#include "core/refine/dilation.h"

namespace frisket::refine {

namespace {
using base::Rect;
using condition::kWordBits;
using condition::Word;

/// Half widths for each distance; what is further away has none, and a number that keeps sums with
/// a column from overflowing and below any of them.
class Widths {
public:
    explicit Widths(const HalfWidths& half) : m_reach(static_cast<std::int32_t>(half.size()) - 1) {
        for (const std::int64_t width : half) {
            m_half.push_back(
                static_cast<std::int32_t>(std::min<std::int64_t>(width, ColumnDistances::kNone)));
        }
        m_half.push_back(-ColumnDistances::kNone);
    }
    [[nodiscard]] std::int32_t reach() const { return m_reach; }
    [[nodiscard]] std::int64_t at(std::int32_t distance) const {
        return m_half[static_cast<std::size_t>(std::min(distance, m_reach + 1))];
    }

private:
    std::vector<std::int32_t> m_half;
    std::int32_t m_reach;
};

/// What is covered by the intervals of all columns: column x covers x +- widths.at(distances[x]).
/// Those that come from the left are found in one sweep, those from the right in another.
void coverRow(const std::int32_t* distances, std::int64_t words, const Widths& widths, Word* out) {
    std::int64_t end = -1;  // last column that is covered from the left
    for (std::int64_t word = 0; word < words; ++word) {
        const std::int64_t x0 = word * kWordBits;
        const std::int32_t* here = distances + x0;
        const std::int32_t least = *std::min_element(here, here + kWordBits);
        if (least > widths.reach()) {
            out[word] = end < x0 ? 0 : condition::lowBits(end + 1 - x0);
            continue;
        }
        Word bits = 0;
        for (std::int64_t i = 0; i < kWordBits; ++i) {
            end = std::max(end, x0 + i + widths.at(here[i]));
            bits |= Word{end >= x0 + i ? 1U : 0U} << static_cast<unsigned>(i);
        }
        out[word] = bits;
    }
    std::int64_t begin = words * kWordBits;  // first column that is covered from the right
    for (std::int64_t word = words - 1; word >= 0; --word) {
        const std::int64_t x0 = word * kWordBits;
        const std::int32_t* here = distances + x0;
        for (std::int64_t i = kWordBits - 1; i >= 0; --i) {
            begin = std::min(begin, x0 + i - widths.at(here[i]));
            out[word] |= Word{begin <= x0 + i ? 1U : 0U} << static_cast<unsigned>(i);
        }
    }
}
}  // namespace

base::Status dilateByColumns(const RowSource& source, const HalfWidths& half, RowTarget& target,
                             base::Progress* progress, base::ThreadPool* pool) {
    const Rect& box = target.box();
    ColumnDistances distances(source, box.united(source.frame()));
    if (auto done = distances.prepare(progress, pool); !done) {
        return done;
    }
    const Widths widths(half);
    const std::int64_t first = box.x0 / kWordBits;
    const std::int64_t count = condition::wordsFor(box.x1) - first;
    return forEachPiece(distances.bands(), progress, pool, [&](std::int64_t band) {
        ColumnDistances::Reader reader(distances);
        std::vector<Word> row(static_cast<std::size_t>(distances.words()));
        const auto rows = distances.rowsOf(band);
        for (std::int64_t y = rows.first; y < std::min(rows.second, box.y1); ++y) {
            const std::int32_t* near = reader.row(y);
            if (y >= box.y0) {
                coverRow(near, distances.words(), widths, row.data());
                target.store(y, first, count, row.data() + (first - distances.firstWord()));
            }
        }
    });
}

}  // namespace frisket::refine
