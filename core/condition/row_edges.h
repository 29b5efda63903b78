// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/bit_region.h"

namespace frisket::condition {

/// Bits of word `word` of a row (columns 64 * word on) that are in columns [x0, x1); none of the
/// three is below 0.
[[nodiscard]] constexpr Word columnMask(std::int64_t word, std::int64_t x0, std::int64_t x1) {
    const std::int64_t first = word * kWordBits;
    return x1 <= first || x0 >= first + kWordBits
               ? 0
               : lowBits(x1 - first) & ~lowBits(x0 > first ? x0 - first : std::int64_t{0});
}

/// Clears the bits of row `y` that lie outside of the region's box, after whole words were written.
inline void trimRow(BitRegion& region, std::int64_t y) {
    const base::Rect& box = region.box();
    const std::int64_t first = region.originX() / kWordBits;
    const std::int64_t last = region.wordsPerRow() - 1;
    Word* words = region.row(y);
    words[0] &= columnMask(first, box.x0, box.x1);
    words[last] &= columnMask(first + last, box.x0, box.x1);
}

}  // namespace frisket::condition
