// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

namespace frisket::base {

/// `value / divisor`, rounded down also below 0; `divisor` > 0.
template <std::signed_integral T>
[[nodiscard]] constexpr T floorDivide(T value, T divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

/// `value / divisor`, rounded up also below 0; `divisor` > 0.
template <std::signed_integral T>
[[nodiscard]] constexpr T ceilDivide(T value, T divisor) {
    return value / divisor + (value % divisor > 0 ? 1 : 0);
}

}  // namespace frisket::base
