// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

/// Arithmetic of single values, which defines that of rules; kernels are loops around these. What
/// overflows is the exact result modulo 2^64; nothing is undefined.
namespace frisket::rules::scalar {

template <class T>
inline constexpr bool kReal = std::is_same_v<T, double>;

struct Add {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            return a + b;
        } else {
            return static_cast<T>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
        }
    }
};

struct Subtract {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            return a - b;
        } else {
            return static_cast<T>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
        }
    }
};

struct Multiply {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            return a * b;
        } else {
            return static_cast<T>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
        }
    }
};

/// Of floats only.
struct Divide {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            return a / b;
        } else {
            return 0;
        }
    }
};

/// Rounded down; by 0 it is 0 for integers, and for floats what IEEE 754 says of a / b. The steps
/// for floats are those of Python and NumPy: from the exact remainder.
struct FloorDivide {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            if (b == 0) {
                return a / b;
            }
            double rest = std::fmod(a, b);
            double quotient = (a - rest) / b;
            if (rest != 0 && (b < 0) != (rest < 0)) {
                quotient -= 1;
            }
            if (quotient == 0) {
                return std::copysign(0.0, a / b);
            }
            rest = std::floor(quotient);
            return quotient - rest > 0.5 ? rest + 1 : rest;
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
            if (b == 0) {
                return 0;
            }
            if (b == -1) {
                return Subtract()(T{0}, a);  // of the least integer, that again
            }
            return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
        } else {
            return b == 0 ? 0 : a / b;
        }
    }
};

/// What FloorDivide leaves, with the sign of `b`; by 0 it is 0 for integers and NaN for floats.
struct Remainder {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            const double rest = std::fmod(a, b);
            if (b == 0) {
                return rest;
            }
            if (rest == 0) {
                return std::copysign(0.0, b);
            }
            return (b < 0) != (rest < 0) ? rest + b : rest;
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
            if (b == 0 || b == -1) {
                return 0;
            }
            const T rest = a % b;
            return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
        } else {
            return b == 0 ? 0 : a % b;
        }
    }
};

/// A NaN wins.
struct Minimum {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            const T least = a < b ? a : b;  // b where one is NaN
            return a == a ? least : a;
        } else {
            return a < b ? a : b;
        }
    }
};
struct Maximum {
    template <class T>
    T operator()(T a, T b) const {
        if constexpr (kReal<T>) {
            const T most = a > b ? a : b;
            return a == a ? most : a;
        } else {
            return a > b ? a : b;
        }
    }
};

struct Negate {
    template <class T>
    T operator()(T a) const {
        if constexpr (kReal<T>) {
            return -a;
        } else {
            return Subtract()(T{0}, a);
        }
    }
};
struct Abs {
    template <class T>
    T operator()(T a) const {
        if constexpr (kReal<T>) {
            return std::fabs(a);
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
            return a < 0 ? Subtract()(T{0}, a) : a;
        } else {
            return a;
        }
    }
};
struct Floor {
    template <class T>
    T operator()(T a) const {
        if constexpr (kReal<T>) {
            return std::floor(a);
        } else {
            return a;
        }
    }
};
struct Ceil {
    template <class T>
    T operator()(T a) const {
        if constexpr (kReal<T>) {
            return std::ceil(a);
        } else {
            return a;
        }
    }
};
struct Round {
    template <class T>
    T operator()(T a) const {
        if constexpr (kReal<T>) {
            return std::nearbyint(a);
        } else {
            return a;
        }
    }
};

/// Toward zero; beyond the range its end, and NaN becomes 0.
template <class Whole>
[[nodiscard]] inline Whole truncated(double value) {
    constexpr double kBeyond = std::is_same_v<Whole, std::int64_t> ? 0x1p63 : 0x1p64;
    using Limits = std::numeric_limits<Whole>;
    if (!(value == value)) {
        return 0;
    }
    if (value >= kBeyond) {
        return Limits::max();
    }
    return value <= static_cast<double>(Limits::min()) ? Limits::min() : static_cast<Whole>(value);
}

}  // namespace frisket::rules::scalar
