// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>
#include <string>

#include "core/array/dtype.h"

namespace frisket::rules {

/// What values of a rule are. Integers of all dtypes but uint64 are Integer, with 64 bits and a
/// sign; uint64 is Unsigned; all floats are doubles, which hold each float16 and float32.
enum class Kind : std::uint8_t { Bool, Integer, Unsigned, Float };

/// As messages name it: "boolean", "integer", "uint64", "float".
[[nodiscard]] std::string_view name(Kind kind);
/// The kind of elements of `dtype`.
[[nodiscard]] Kind kindOf(array::DType dtype);
/// The dtype that holds each value of the kind: bool, int64, uint64 or float64.
[[nodiscard]] array::DType widest(Kind kind);

/// One value of a rule: the 64 bits that a lane of its kind has; of Bool 0 or 1.
struct Number {
    Kind kind = Kind::Integer;
    std::uint64_t bits = 0;

    [[nodiscard]] static Number of(bool value) { return {Kind::Bool, value ? 1U : 0U}; }
    [[nodiscard]] static Number of(std::int64_t value) {
        return {Kind::Integer, static_cast<std::uint64_t>(value)};
    }
    [[nodiscard]] static Number of(std::uint64_t value) { return {Kind::Unsigned, value}; }
    [[nodiscard]] static Number of(double value) {
        return {Kind::Float, std::bit_cast<std::uint64_t>(value)};
    }

    [[nodiscard]] bool truth() const { return bits != 0; }
    [[nodiscard]] std::int64_t integer() const { return static_cast<std::int64_t>(bits); }
    [[nodiscard]] double real() const { return std::bit_cast<double>(bits); }
    /// As a double, which rounds integers beyond 2^53.
    [[nodiscard]] double toDouble() const;
    [[nodiscard]] bool isNan() const { return kind == Kind::Float && real() != real(); }
    /// Below 0; never of Bool, Unsigned and NaN.
    [[nodiscard]] bool isNegative() const;
    /// Whether it is a whole number that fits 64 bits with a sign.
    [[nodiscard]] bool fitsInteger() const;
    /// Whether an element of `dtype` can have exactly this value. A NaN fits floats.
    [[nodiscard]] bool fits(array::DType dtype) const;
    /// As NumPy would print it: "3", "0.5", "nan", "True".
    [[nodiscard]] std::string text() const;

    bool operator==(const Number&) const = default;
};

/// Order of two values as numbers, without rounding: -1, 0 or 1, and 2 where one is NaN. Bool
/// counts as 0 and 1.
[[nodiscard]] int compared(const Number& a, const Number& b);

/// The same for an integer and a double; in the header for the loops that compare elements.
template <class Whole>
[[nodiscard]] inline int comparedWith(Whole whole, double real) {
    constexpr bool kSigned = std::is_same_v<Whole, std::int64_t>;
    constexpr double kBeyond = kSigned ? 0x1p63 : 0x1p64;
    constexpr double kLeast = kSigned ? -0x1p63 : 0.0;
    if (!(real == real)) {
        return 2;
    }
    if (real >= kBeyond) {
        return -1;
    }
    if (real < kLeast) {
        return 1;
    }
    const auto truncated = static_cast<Whole>(real);  // toward zero; within the range
    if (whole != truncated) {
        return whole < truncated ? -1 : 1;
    }
    const double rest = real - static_cast<double>(truncated);
    return rest > 0 ? -1 : (rest < 0 ? 1 : 0);
}

}  // namespace frisket::rules
