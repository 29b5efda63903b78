// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace frisket::measure {

/// Element `i` of packed elements of any alignment.
template <class T>
[[nodiscard]] T elementAt(const std::byte* elements, std::int64_t i) {
    T value;
    std::memcpy(&value, elements + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
    return value;
}

/// Where the run of equal elements ends that begins at element `begin` of `count`.
template <class T>
[[nodiscard]] std::int64_t runEnd(const std::byte* elements, std::int64_t begin,
                                  std::int64_t count) {
    const T value = elementAt<T>(elements, begin);
    std::int64_t end = begin + 1;
    while (end < count && elementAt<T>(elements, end) == value) {
        ++end;
    }
    return end;
}

}  // namespace frisket::measure
