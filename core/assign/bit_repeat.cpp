// SPDX-License-Identifier: MIT
#include "core/assign/bit_repeat.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace frisket::assign {

namespace {
using condition::kWordBits;
using condition::lowBits;
using condition::Word;

/// Sets bits [first, first + count) of `to`, count in 1..64.
void setBits(Word* to, std::int64_t first, std::int64_t count) {
    const auto shift = static_cast<unsigned>(first % kWordBits);
    Word* const word = to + first / kWordBits;
    word[0] |= lowBits(count) << shift;
    if (static_cast<std::int64_t>(shift) + count > kWordBits) {
        word[1] |= lowBits(count) >> (64U - shift);
    }
}
}  // namespace

BitRepeater::BitRepeater(std::int64_t times) : m_times(times) {
    if (times > 8) {
        return;
    }
    // Each entry is that of the byte without its lowest bit and that bit, repeated.
    for (Word byte = 1; byte < m_table.size(); ++byte) {
        const auto shift = static_cast<unsigned>(std::countr_zero(byte) * times);
        m_table[byte] = m_table[byte & (byte - 1)] | lowBits(times) << shift;
    }
}

void BitRepeater::repeat(const Word* from, std::int64_t count, Word* to) const {
    static_assert(std::endian::native == std::endian::little);
    if (m_times > 8) {
        std::fill_n(to, condition::wordsFor(count * m_times), Word{0});
        condition::forEachSetBit(from, 0, count,
                                 [&](std::int64_t i) { setBits(to, i * m_times, m_times); });
        return;
    }
    // Eight bits become `times` whole bytes; what an entry writes past them the next one replaces.
    auto* bytes = reinterpret_cast<unsigned char*>(to);
    for (std::int64_t done = 0; done < count; done += 8, bytes += m_times) {
        const Word byte = from[done / kWordBits] >> static_cast<unsigned>(done % kWordBits) & 0xffU;
        std::memcpy(bytes, &m_table[byte], sizeof(Word));
    }
}

}  // namespace frisket::assign
