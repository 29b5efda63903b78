// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>

namespace frisket::condition {

/// 64 pixels; bit k (value 1 << k) is the pixel k places after the word's first.
using Word = std::uint64_t;
inline constexpr std::int64_t kWordBits = 64;

[[nodiscard]] constexpr std::int64_t wordsFor(std::int64_t bits) {
    return (bits + kWordBits - 1) / kWordBits;
}

/// Bits [0, count) set, count in 0..64.
[[nodiscard]] constexpr Word lowBits(std::int64_t count) {
    return count >= kWordBits ? ~Word{0} : (Word{1} << static_cast<unsigned>(count)) - 1;
}

/// Number of set bits. Written out, because without an ISA flag `std::popcount` is a library call;
/// the method is the pairwise sum of H. S. Warren, Hacker's Delight, section 5-1.
[[nodiscard]] constexpr int popCount(Word word) {
    word -= (word >> 1U) & 0x5555555555555555ULL;
    word = (word & 0x3333333333333333ULL) + ((word >> 2U) & 0x3333333333333333ULL);
    word = (word + (word >> 4U)) & 0x0f0f0f0f0f0f0f0fULL;
    return static_cast<int>((word * 0x0101010101010101ULL) >> 56U);
}

/// Bits [first, first + count) of the run of words at `words` as the low bits of a word, the others
/// zero; `count` in 1..64. Reads a second word only where it is needed.
[[nodiscard]] inline Word readBits(const Word* words, std::int64_t first, std::int64_t count) {
    const std::int64_t index = first / kWordBits;
    const auto shift = static_cast<unsigned>(first % kWordBits);
    Word word = words[index] >> shift;
    if (static_cast<std::int64_t>(shift) + count > kWordBits) {
        word |= words[index + 1] << (64U - shift);
    }
    return word & lowBits(count);
}

/// Set bits among bits [first, first + count) of the run of words at `words`.
[[nodiscard]] std::int64_t countBits(const Word* words, std::int64_t first, std::int64_t count);

/// Whether none of bits [first, first + count) is set.
[[nodiscard]] bool noBits(const Word* words, std::int64_t first, std::int64_t count);

/// How many bits from `first` on, that one included and at most `count` >= 1, are as it is.
[[nodiscard]] std::int64_t sameBits(const Word* words, std::int64_t first, std::int64_t count);

/// Calls `visit(i)` for each set bit first + i, 0 <= i < count, in order.
template <class Visitor>
void forEachSetBit(const Word* words, std::int64_t first, std::int64_t count, Visitor&& visit) {
    const std::int64_t end = first + count;
    for (std::int64_t index = first / kWordBits; index * kWordBits < end; ++index) {
        const std::int64_t base = index * kWordBits;
        Word word = words[index] & lowBits(end - base);
        if (base < first) {
            word &= ~lowBits(first - base);
        }
        for (; word != 0; word &= word - 1) {
            visit(base + std::countr_zero(word) - first);
        }
    }
}

/// Copies bits [first, first + count) of `from` to bits [0, count) of `to`; the bits of the last
/// word of `to` past `count` become zero. The runs must not overlap.
void copyBits(const Word* from, std::int64_t first, std::int64_t count, Word* to);

/// Puts `count` bits of `from` (the rest of whose last word is zero) at bits [at, at + count) of
/// `to`. Bits of the word of `at` before it stay; those behind the last one become zero.
void appendBits(const Word* from, std::int64_t count, std::int64_t at, Word* to);

/// Sets bits [first, first + count); the others stay.
void setBits(Word* words, std::int64_t first, std::int64_t count);

/// Sets bits [0, count), or clears them; the rest of the last word becomes zero.
void fillBits(bool value, std::int64_t count, Word* words);

/// Turns bits [0, count) over; the rest of the last word becomes zero.
void invertBits(std::int64_t count, Word* words);

/// One byte for each bit of [first, first + count): `set` where it is set, else 0.
void bitsToBytes(const Word* words, std::int64_t first, std::int64_t count, std::uint8_t set,
                 std::uint8_t* bytes);

/// Sets bits [0, count) of `words` where the byte is not zero; the rest of the last word becomes
/// zero.
void bytesToBits(const std::uint8_t* bytes, std::int64_t count, Word* words);

}  // namespace frisket::condition
