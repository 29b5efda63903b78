// SPDX-License-Identifier: MIT
#include "core/paint/span_rows.h"

namespace frisket::paint {

using base::Rect;
using condition::BitRegion;
using condition::kWordBits;

BitRegion SpanRows::region(std::size_t begin, std::size_t end) const {
    const std::int64_t top = firstRow + static_cast<std::int64_t>(begin);
    Rect box;
    for (std::size_t i = begin; i < end; ++i) {
        const std::int64_t y = firstRow + static_cast<std::int64_t>(i);
        box = box.united({rows[i].x0, y, rows[i].x1, y + 1});
    }
    BitRegion region(box);
    for (std::size_t i = begin; i < end; ++i) {
        region.setSpan(top + static_cast<std::int64_t>(i - begin), rows[i].x0, rows[i].x1);
    }
    return region;
}

BitRegion SpanRows::region() const { return rows.empty() ? BitRegion() : region(0, rows.size()); }

std::vector<BitRegion> SpanRows::bands() const {
    std::vector<BitRegion> bands;
    std::size_t begin = 0;
    std::int64_t touched = 0;  // words of the rows from `begin` on
    std::int64_t firstWord = 0;
    std::int64_t endWord = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].empty()) {
            continue;
        }
        const std::int64_t first = rows[i].x0 / kWordBits;
        const std::int64_t end = condition::wordsFor(rows[i].x1);
        const std::int64_t grownFirst = touched == 0 ? first : std::min(firstWord, first);
        const std::int64_t grownEnd = touched == 0 ? end : std::max(endWord, end);
        const std::int64_t boxWords =
            (grownEnd - grownFirst) * static_cast<std::int64_t>(i + 1 - begin);
        if (touched > 0 && boxWords > 4 * (touched + end - first)) {
            bands.push_back(region(begin, i));
            begin = i;
            touched = 0;
            firstWord = first;
            endWord = end;
        } else {
            firstWord = grownFirst;
            endWord = grownEnd;
        }
        touched += end - first;
    }
    if (begin < rows.size()) {
        bands.push_back(region(begin, rows.size()));
    }
    return bands;
}

}  // namespace frisket::paint
