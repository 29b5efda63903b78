// SPDX-License-Identifier: MIT
#include "core/io/byte_order.h"

#include <cstring>

namespace frisket::io {

namespace {
std::uint16_t swapped(std::uint16_t value) { return __builtin_bswap16(value); }
std::uint32_t swapped(std::uint32_t value) { return __builtin_bswap32(value); }
std::uint64_t swapped(std::uint64_t value) { return __builtin_bswap64(value); }

template <class Word>
void swapWords(std::byte* data, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i, data += sizeof(Word)) {
        Word word;
        std::memcpy(&word, data, sizeof word);
        word = swapped(word);
        std::memcpy(data, &word, sizeof word);
    }
}
}  // namespace

void swapItems(std::byte* data, std::int64_t count, std::int64_t itemSize) {
    switch (itemSize) {
        case 2:
            return swapWords<std::uint16_t>(data, count);
        case 4:
            return swapWords<std::uint32_t>(data, count);
        case 8:
            return swapWords<std::uint64_t>(data, count);
        default:
            return;
    }
}

}  // namespace frisket::io
