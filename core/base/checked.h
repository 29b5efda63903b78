// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace frisket::base {

/// `a * b`, or nothing where it does not fit 64 bits.
[[nodiscard]] inline std::optional<std::int64_t> checkedMultiply(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        return std::nullopt;
    }
    return product;
}

/// `a + b`, or nothing where it does not fit 64 bits.
[[nodiscard]] inline std::optional<std::int64_t> checkedAdd(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        return std::nullopt;
    }
    return sum;
}

/// The least multiple of `step` (> 0) that is not below `value` (>= 0).
[[nodiscard]] constexpr std::int64_t roundUp(std::int64_t value, std::int64_t step) {
    return (value + step - 1) / step * step;
}

}  // namespace frisket::base
