// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "core/condition/bits.h"

namespace frisket::condition {

/// Sets bit i of `out` where `test(element i)` of `count` packed elements of type `T`, aligned or
/// not, is true; the rest of the last word becomes zero. A test without branches becomes vector
/// code: elements are compared by the chunk, as bytes on the stack.
template <class T, class Test>
void matchEach(const std::byte* elements, std::int64_t count, Word* out, Test&& test) {
    constexpr std::int64_t kChunk = 8 * kWordBits;
    for (std::int64_t done = 0; done < count; done += kChunk) {
        const std::int64_t now = std::min(kChunk, count - done);
        const std::byte* const chunk = elements + done * static_cast<std::int64_t>(sizeof(T));
        std::array<std::uint8_t, kChunk> matches;
        for (std::size_t i = 0; i < static_cast<std::size_t>(now); ++i) {
            T value;
            std::memcpy(&value, chunk + i * sizeof(T), sizeof(T));
            matches[i] = test(value) ? 1 : 0;
        }
        bytesToBits(matches.data(), now, out + done / kWordBits);
    }
}

}  // namespace frisket::condition
