// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/bits.h"

namespace frisket::condition {

/// Transposes the square of bits at `block`, in place: bit c of word r becomes bit r of word c.
/// Halves of halves are exchanged (H. S. Warren, Hacker's Delight, section 7-3).
inline void transpose64(Word* block) {
    Word mask = 0x00000000ffffffffULL;
    for (unsigned half = 32; half != 0; half >>= 1U, mask ^= mask << half) {
        for (unsigned first = 0; first < 64; first += 2 * half) {
            for (unsigned k = first; k < first + half; ++k) {
                const Word other = ((block[k] >> half) ^ block[k + half]) & mask;
                block[k] ^= other << half;
                block[k + half] ^= other;
            }
        }
    }
}

/// The bits of `word` in reverse order (section 7-1 of the same book).
[[nodiscard]] constexpr Word reversed(Word word) {
    word = ((word >> 1U) & 0x5555555555555555ULL) | ((word & 0x5555555555555555ULL) << 1U);
    word = ((word >> 2U) & 0x3333333333333333ULL) | ((word & 0x3333333333333333ULL) << 2U);
    word = ((word >> 4U) & 0x0f0f0f0f0f0f0f0fULL) | ((word & 0x0f0f0f0f0f0f0f0fULL) << 4U);
    return __builtin_bswap64(word);
}

}  // namespace frisket::condition
