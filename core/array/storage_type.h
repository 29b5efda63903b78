// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <type_traits>

#include "core/array/half.h"

/// What kernels ask of the storage type of an element (array::visitType).
namespace frisket::array {

/// The unsigned type of the size of `T`.
template <class T>
using BitsOf = std::conditional_t<
    sizeof(T) == 1, std::uint8_t,
    std::conditional_t<sizeof(T) == 2, std::uint16_t,
                       std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>>;

template <class T>
inline constexpr bool kIsFloat = std::is_floating_point_v<T> || std::is_same_v<T, Half>;

/// A value as a double, which is exact but for integers beyond 2^53.
template <class T>
[[nodiscard]] double toDouble(T value) {
    if constexpr (std::is_same_v<T, Half>) {
        return static_cast<double>(toFloat(value));
    } else {
        return static_cast<double>(value);
    }
}

/// The value of an element as a type that can be compared: a half as a float, a Bool as a byte.
template <class T>
[[nodiscard]] auto comparable(T value) {
    if constexpr (std::is_same_v<T, Half>) {
        return toFloat(value);
    } else if constexpr (std::is_same_v<T, Bool8>) {
        return static_cast<std::uint8_t>(value);
    } else {
        return value;
    }
}

}  // namespace frisket::array
