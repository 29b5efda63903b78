// SPDX-License-Identifier: MIT
#include "core/condition/bits.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace frisket::condition {

void appendBits(const Word* from, std::int64_t count, std::int64_t at, Word* to) {
    to += at / kWordBits;
    const auto shift = static_cast<unsigned>(at % kWordBits);
    const std::int64_t words = wordsFor(count);
    if (shift == 0) {
        std::copy_n(from, words, to);
        return;
    }
    if (words == 0) {
        return;
    }
    to[0] = (to[0] & lowBits(shift)) | (from[0] << shift);
    for (std::int64_t i = 1; i < wordsFor(shift + count); ++i) {
        to[i] = (from[i - 1] >> (64U - shift)) | (i < words ? from[i] << shift : 0);
    }
}

void setBits(Word* words, std::int64_t first, std::int64_t count) {
    const std::int64_t end = first + count;
    for (std::int64_t word = first / kWordBits; word * kWordBits < end; ++word) {
        const std::int64_t begin = word * kWordBits;
        words[word] |= lowBits(end - begin) & ~lowBits(std::max<std::int64_t>(first - begin, 0));
    }
}

void fillBits(bool value, std::int64_t count, Word* words) {
    const std::int64_t all = wordsFor(count);
    std::fill_n(words, all, value ? ~Word{0} : Word{0});
    if (all > 0) {
        words[all - 1] &= lowBits(count - (all - 1) * kWordBits);
    }
}

void invertBits(std::int64_t count, Word* words) {
    const std::int64_t all = wordsFor(count);
    for (std::int64_t i = 0; i < all; ++i) {
        words[i] = ~words[i];
    }
    if (all > 0) {
        words[all - 1] &= lowBits(count - (all - 1) * kWordBits);
    }
}

namespace {
/// Set bits of whole words. Two words at a time, which GCC and Clang keep in one vector register:
/// the pairwise sums of popCount up to bytes, which are added up before they could overflow.
std::int64_t countWords(const Word* words, std::int64_t count) {
    using Pair = Word __attribute__((vector_size(16)));
    constexpr std::int64_t kRounds = 31;  // 8 bits a byte and round: at most 248
    constexpr Word kOnes = 0x5555555555555555ULL;
    constexpr Word kTwos = 0x3333333333333333ULL;
    constexpr Word kFours = 0x0f0f0f0f0f0f0f0fULL;
    constexpr Word kBytes = 0x00ff00ff00ff00ffULL;
    std::int64_t total = 0;
    while (count >= 2) {
        const std::int64_t rounds = std::min(kRounds, count / 2);
        Pair bytes{};
        for (std::int64_t i = 0; i < rounds; ++i, words += 2) {
            Pair pair;
            std::memcpy(&pair, words, sizeof(pair));
            pair -= (pair >> 1) & kOnes;
            pair = (pair & kTwos) + ((pair >> 2) & kTwos);
            bytes += (pair + (pair >> 4)) & kFours;
        }
        const Pair sums = (bytes & kBytes) + ((bytes >> 8) & kBytes);
        constexpr Word kAddAll = 0x0001000100010001ULL;
        total += static_cast<std::int64_t>((sums[0] * kAddAll >> 48U) + (sums[1] * kAddAll >> 48U));
        count -= 2 * rounds;
    }
    return count == 0 ? total : total + popCount(*words);
}
}  // namespace

std::int64_t countBits(const Word* words, std::int64_t first, std::int64_t count) {
    if (count <= 0) {
        return 0;
    }
    words += first / kWordBits;
    first %= kWordBits;
    const std::int64_t head = first == 0 ? 0 : std::min(count, kWordBits - first);
    std::int64_t total = 0;
    if (head > 0) {
        total = popCount(readBits(words++, first, head));
        count -= head;
    }
    total += countWords(words, count / kWordBits);
    const std::int64_t rest = count % kWordBits;
    return rest == 0 ? total : total + popCount(words[count / kWordBits] & lowBits(rest));
}

bool noBits(const Word* words, std::int64_t first, std::int64_t count) {
    for (std::int64_t done = 0; done < count;) {
        // Up to the end of the word, so that whole words follow.
        const std::int64_t part = std::min(count - done, kWordBits - (first + done) % kWordBits);
        if (readBits(words, first + done, part) != 0) {
            return false;
        }
        done += part;
    }
    return true;
}

std::int64_t sameBits(const Word* words, std::int64_t first, std::int64_t count) {
    words += first / kWordBits;
    const auto shift = static_cast<unsigned>(first % kWordBits);
    const Word flip = (*words >> shift & 1U) != 0 ? ~Word{0} : Word{0};
    Word others = (*words ^ flip) >> shift;
    std::int64_t same = kWordBits - std::int64_t{shift};
    if (others != 0) {
        return std::min<std::int64_t>(count, std::countr_zero(others));
    }
    for (; same < count; same += kWordBits) {
        others = *++words ^ flip;
        if (others != 0) {
            return std::min<std::int64_t>(count, same + std::countr_zero(others));
        }
    }
    return count;
}

void copyBits(const Word* from, std::int64_t first, std::int64_t count, Word* to) {
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        to[done / kWordBits] = readBits(from, first + done, std::min(kWordBits, count - done));
    }
}

void bitsToBytes(const Word* words, std::int64_t first, std::int64_t count, std::uint8_t set,
                 std::uint8_t* bytes) {
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, count - done);
        Word word = readBits(words, first + done, part);
        if (word == 0 || word == lowBits(part)) {
            std::memset(bytes + done, word == 0 ? 0 : set, static_cast<std::size_t>(part));
            continue;
        }
        for (std::int64_t i = 0; i < part; ++i, word >>= 1U) {
            bytes[done + i] = (word & 1U) != 0 ? set : std::uint8_t{0};
        }
    }
}

namespace {
/// A bit for each of 16 bytes: whether it is not 0.
Word sixteenBits(const std::uint8_t* bytes) {
#ifdef __SSE2__
    __m128i vector;
    std::memcpy(&vector, bytes, sizeof(vector));
    const int zeros = _mm_movemask_epi8(_mm_cmpeq_epi8(vector, _mm_setzero_si128()));
    return static_cast<Word>(~static_cast<unsigned>(zeros) & 0xffffU);
#else
    static_assert(std::endian::native == std::endian::little);
    Word bits = 0;
    for (unsigned half = 0; half < 2; ++half) {
        Word eight = 0;
        std::memcpy(&eight, bytes + 8 * half, 8);
        // Each byte to 0 or 1 without carries between bytes, then the eight to one byte.
        constexpr Word kLow7 = 0x7f7f7f7f7f7f7f7fULL;
        eight = ((((eight & kLow7) + kLow7) | eight) >> 7U) & 0x0101010101010101ULL;
        bits |= ((eight * 0x0102040810204080ULL) >> 56U) << (8 * half);
    }
    return bits;
#endif
}
}  // namespace

void bytesToBits(const std::uint8_t* bytes, std::int64_t count, Word* words) {
    std::int64_t done = 0;
    for (; done + kWordBits <= count; done += kWordBits, bytes += kWordBits) {
        *words++ = sixteenBits(bytes) | sixteenBits(bytes + 16) << 16U |
                   sixteenBits(bytes + 32) << 32U | sixteenBits(bytes + 48) << 48U;
    }
    const std::int64_t rest = count - done;
    if (rest > 0) {
        Word word = 0;
        std::int64_t i = 0;
        for (; i + 16 <= rest; i += 16) {
            word |= sixteenBits(bytes + i) << static_cast<unsigned>(i);
        }
        for (; i < rest; ++i) {
            word |= static_cast<Word>(bytes[i] != 0) << static_cast<unsigned>(i);
        }
        *words = word;
    }
}

}  // namespace frisket::condition
