// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/condition/bits.h"

namespace frisket::refine {

/// into |= from, `count` words; the two must not overlap.
void orInto(const condition::Word* from, std::int64_t count, condition::Word* into);

/// both |= from, where `a` and `b` don't overlap.
void orIntoBoth(const condition::Word* from, std::int64_t count, condition::Word* a,
                condition::Word* b);

/// words[i] |= words[i + distance] for i in [0, count), by rising i, distance >= 1: each reads what
/// was there before.
void orAhead(condition::Word* words, std::int64_t distance, std::int64_t count);

/// out(x) = in(x - step) | in(x) | in(x + step) for the pixels of `count` words, step >= 1. `in`
/// has step / 64 + 1 more words on each side, which are read; `out` is other memory.
void spreadRow(const condition::Word* in, std::int64_t count, std::int64_t step,
               condition::Word* out);

/// A row that is dilated along itself, further and further. Two buffers with zeros on both sides,
/// from one of which it goes to the other.
class WideningRow {
public:
    /// A row of `words` words, to be widened by `most` pixels at most.
    WideningRow(std::int64_t words, std::int64_t most);

    /// Where a new row is written, `words` of them; its width is 0 then.
    [[nodiscard]] condition::Word* start();
    /// Dilates to `half` columns on each side of each pixel, no less than before. Right for the
    /// pixels whose neighbours at up to that distance are within the words.
    void widen(std::int64_t half);
    [[nodiscard]] const condition::Word* words() const { return m_current; }

private:
    std::int64_t m_count;
    std::int64_t m_half = 0;
    std::vector<condition::Word> m_a;
    std::vector<condition::Word> m_b;
    condition::Word* m_current;
    condition::Word* m_other;
};

}  // namespace frisket::refine
