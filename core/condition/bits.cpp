// SPDX-License-Identifier: MIT
#include "core/condition/bits.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace frisket::condition {

std::int64_t countBits(const Word* words, std::int64_t first, std::int64_t count) {
    if (count <= 0) {
        return 0;
    }
    std::int64_t total = 0;
    const std::int64_t end = first + count;
    for (std::int64_t index = first / kWordBits; index * kWordBits < end; ++index) {
        Word word = words[index];
        if (index * kWordBits < first) {
            word &= ~lowBits(first - index * kWordBits);
        }
        word &= lowBits(end - index * kWordBits);
        total += popCount(word);
    }
    return total;
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

void bytesToBits(const std::uint8_t* bytes, std::int64_t count, Word* words) {
    static_assert(std::endian::native == std::endian::little);
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, count - done);
        Word word = 0;
        std::int64_t i = 0;
        for (; i + 8 <= part; i += 8) {
            Word eight = 0;
            std::memcpy(&eight, bytes + done + i, 8);
            // Each byte to 0 or 1 without carries between bytes, then the eight to one byte.
            constexpr Word kLow7 = 0x7f7f7f7f7f7f7f7fULL;
            eight = ((((eight & kLow7) + kLow7) | eight) >> 7U) & 0x0101010101010101ULL;
            word |= ((eight * 0x0102040810204080ULL) >> 56U) << static_cast<unsigned>(i);
        }
        for (; i < part; ++i) {
            word |= static_cast<Word>(bytes[done + i] != 0) << static_cast<unsigned>(i);
        }
        words[done / kWordBits] = word;
    }
}

}  // namespace frisket::condition
