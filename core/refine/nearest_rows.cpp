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

}  // namespace frisket::refine
