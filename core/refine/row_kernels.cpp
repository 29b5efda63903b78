// SPDX-License-Identifier: MIT
#include "core/refine/row_kernels.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace frisket::refine {

using condition::kWordBits;
using condition::Word;

void orInto(const Word* __restrict from, std::int64_t count, Word* __restrict into) {
    for (std::int64_t i = 0; i < count; ++i) {
        into[i] |= from[i];
    }
}

void orIntoBoth(const Word* __restrict from, std::int64_t count, Word* __restrict a,
                Word* __restrict b) {
    for (std::int64_t i = 0; i < count; ++i) {
        a[i] |= from[i];
        b[i] |= from[i];
    }
}

void orAhead(Word* words, std::int64_t distance, std::int64_t count) {
    // Both are read before the first is written, so vectors are right even where they overlap. The
    // compiler can't know that `distance` is positive.
    using Pair = Word __attribute__((vector_size(16)));
    std::int64_t i = 0;
    for (; i + 2 <= count; i += 2) {
        Pair here;
        Pair ahead;
        std::memcpy(&here, words + i, sizeof(here));
        std::memcpy(&ahead, words + i + distance, sizeof(ahead));
        here |= ahead;
        std::memcpy(words + i, &here, sizeof(here));
    }
    for (; i < count; ++i) {
        words[i] |= words[i + distance];
    }
}

void spreadRow(const Word* __restrict in, std::int64_t count, std::int64_t step,
               Word* __restrict out) {
    const std::int64_t words = step / kWordBits;
    const auto bits = static_cast<unsigned>(step % kWordBits);
    const Word* left = in - words;
    const Word* right = in + words;
    if (bits == 0) {
        for (std::int64_t i = 0; i < count; ++i) {
            out[i] = in[i] | left[i] | right[i];
        }
        return;
    }
    const unsigned rest = 64U - bits;
    for (std::int64_t i = 0; i < count; ++i) {
        out[i] = in[i] | (left[i] << bits) | (left[i - 1] >> rest) | (right[i] >> bits) |
                 (right[i + 1] << rest);
    }
}

WideningRow::WideningRow(std::int64_t words, std::int64_t most) : m_count(words) {
    const std::int64_t guard = most / kWordBits + 2;
    m_a.assign(static_cast<std::size_t>(words + 2 * guard), 0);
    m_b = m_a;
    m_current = m_a.data() + guard;
    m_other = m_b.data() + guard;
}

Word* WideningRow::start() {
    m_half = 0;
    return m_current;
}

void WideningRow::widen(std::int64_t half) {
    while (m_half < half) {
        // Windows of 2 h + 1 pixels at the distance of 2 h + 1 leave no gap.
        const std::int64_t step = std::min(half - m_half, 2 * m_half + 1);
        spreadRow(m_current, m_count, step, m_other);
        std::swap(m_current, m_other);
        m_half += step;
    }
}

}  // namespace frisket::refine
