// SPDX-License-Identifier: MIT
#include "core/assign/scalar.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "core/array/half.h"
#include "core/assign/cast.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::DType;

template <class Number>
std::optional<Number> parseWhole(std::string_view text) {
    Number number{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

template <class T>
Scalar scalarOf(DType dtype, T value) {
    Scalar scalar{dtype, {}};
    std::memcpy(scalar.bytes.data(), &value, sizeof(T));
    return scalar;
}

/// `value` of dtype `from` in `dtype`, or nothing where it would change.
std::optional<Scalar> convertExactly(const Scalar& value, DType dtype) {
    condition::Word survivor = 1;
    survivorFilter(value.dtype, dtype)(value.data(), 1, 1, &survivor);
    if (survivor == 0) {
        return std::nullopt;
    }
    Scalar out{dtype, {}};
    castRun(value.dtype, dtype)(value.data(), 1, 1, out.bytes.data());
    return out;
}

/// A decimal number as its digits: 0.`digits` * 10^`place`, without zeros at either end.
struct Decimal {
    bool negative = false;
    std::string digits;
    std::int64_t place = 0;
};

/// [-]digits[.digits][e[+-]digits]; nothing for any other text.
std::optional<Decimal> parseDecimal(std::string_view text) {
    Decimal decimal;
    std::size_t at = 0;
    if (text.starts_with('-')) {
        decimal.negative = true;
        ++at;
    }
    bool any = false;
    bool fraction = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '.' && !fraction) {
            fraction = true;
        } else if (c >= '0' && c <= '9') {
            any = true;
            if (c != '0' || !decimal.digits.empty()) {
                decimal.digits += c;
                decimal.place += fraction ? 0 : 1;
            } else {
                decimal.place -= fraction ? 1 : 0;
            }
        } else {
            break;
        }
    }
    if (!any) {
        return std::nullopt;
    }
    if (at < text.size()) {
        std::string_view exponent = text.substr(at + 1);
        if (exponent.starts_with('+') && !exponent.starts_with("+-")) {
            exponent.remove_prefix(1);
        }
        const auto shift = parseWhole<std::int32_t>(exponent);
        if ((text[at] != 'e' && text[at] != 'E') || !shift) {
            return std::nullopt;
        }
        decimal.place += *shift;
    }
    while (decimal.digits.ends_with('0')) {
        decimal.digits.pop_back();
    }
    return decimal;
}

/// The whole number that `decimal` is, in int64 or uint64; nothing for fractions and beyond.
std::optional<Scalar> wholeScalar(const Decimal& decimal) {
    constexpr std::int64_t kMostDigits = 20;
    if (decimal.digits.empty()) {
        return scalarOf(DType::I64, std::int64_t{0});
    }
    if (decimal.place > kMostDigits ||
        decimal.place < static_cast<std::int64_t>(decimal.digits.size())) {
        return std::nullopt;
    }
    std::string text = (decimal.negative ? "-" : "") + decimal.digits;
    text.append(static_cast<std::size_t>(decimal.place) - decimal.digits.size(), '0');
    if (const auto number = parseWhole<std::int64_t>(text)) {
        return scalarOf(DType::I64, *number);
    }
    if (const auto number = parseWhole<std::uint64_t>(text)) {
        return scalarOf(DType::U64, *number);
    }
    return std::nullopt;
}

/// The nearest `Number`, straight from the text so that it rounds once; infinite above the range.
template <class Number>
Number nearest(std::string_view text, const Decimal& decimal) {
    if (const auto number = parseWhole<Number>(text)) {
        return *number;
    }
    // Out of range. The limits are far from 1 on either side, so the place decides.
    const Number size = decimal.place > 0 ? std::numeric_limits<Number>::infinity() : Number{0};
    return decimal.negative ? -size : size;
}

/// "nan", "inf" and their like, which are no decimals.
std::optional<Scalar> parseSpecial(std::string_view text, DType dtype) {
    const auto real = parseWhole<double>(text);
    if (!real || !array::isFloat(dtype)) {
        return std::nullopt;
    }
    Scalar out{dtype, {}};
    castRun(DType::F64, dtype)(scalarOf(DType::F64, *real).data(), 1, 1, out.bytes.data());
    return out;
}

/// A float of `dtype` from a decimal, or nothing where it would be infinite or where the text is a
/// whole number that it does not hold.
std::optional<Scalar> nearestScalar(std::string_view text, const Decimal& decimal, DType dtype) {
    const bool plainWhole = text.find_first_of(".eE") == std::string_view::npos;
    if (const auto whole = wholeScalar(decimal);
        plainWhole && whole && !convertExactly(*whole, dtype)) {
        return std::nullopt;
    }
    const auto wide = nearest<double>(text, decimal);
    Scalar out = scalarOf(DType::F64, wide);
    if (dtype == DType::F32) {
        out = scalarOf(DType::F32, nearest<float>(text, decimal));
    } else if (dtype == DType::F16) {
        castRun(DType::F64, dtype)(scalarOf(DType::F64, wide).data(), 1, 1, out.bytes.data());
        out.dtype = dtype;
    }
    double back = 0;
    castRun(dtype, DType::F64)(out.data(), 1, 1, reinterpret_cast<std::byte*>(&back));
    return std::isinf(back) ? std::nullopt : std::optional(out);
}

/// Digits that read back as the same half: all of a whole number, else as few as possible.
std::string halfText(array::Half half) {
    const float value = array::toFloat(half);
    if (std::trunc(value) == value || !(value == value)) {
        return base::joined(value);
    }
    constexpr int kMostDigits = 5;  // 11 bits of significand need no more
    std::array<char, 32> buffer;
    for (int digits = 1;; ++digits) {
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       std::chars_format::general, digits)
                             .ptr;
        const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
        if (digits == kMostDigits || array::toHalf(parseWhole<double>(text).value_or(0)) == half) {
            return std::string(text);
        }
    }
}
}  // namespace

base::Result<Scalar> parseScalar(std::string_view text, DType dtype) {
    const auto refuse = [&](std::string_view why) {
        return base::fail(
            base::ErrorCode::InvalidArgument,
            base::joined("The value '", text, "' ", why, " ", array::name(dtype), "."),
            "Give a value that the destination's dtype holds exactly.");
    };
    std::string_view digits = text;
    if (digits.starts_with('+') && !digits.starts_with("+-")) {
        digits.remove_prefix(1);
    }
    if (text == "true" || text == "True" || text == "false" || text == "False") {
        digits = text.front() == 't' || text.front() == 'T' ? "1" : "0";
    }
    const auto decimal = parseDecimal(digits);
    if (!decimal) {
        const auto special = parseSpecial(digits, dtype);
        return special ? base::Result<Scalar>(*special) : refuse("can't be read as");
    }
    std::optional<Scalar> exact;
    if (array::isFloat(dtype)) {
        exact = nearestScalar(digits, *decimal, dtype);
    } else if (const auto whole = wholeScalar(*decimal)) {
        exact = convertExactly(*whole, dtype);
    }
    return exact ? base::Result<Scalar>(*exact) : refuse("does not fit");
}

std::string toText(DType dtype, const std::byte* element) {
    return array::visitType(dtype, [&](auto type) -> std::string {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, element, sizeof(T));
        if constexpr (std::is_same_v<T, array::Bool8>) {
            return value == array::Bool8::True ? "True" : "False";
        } else if constexpr (std::is_same_v<T, array::Half>) {
            return halfText(value);
        } else if constexpr (sizeof(T) == 1) {
            return base::joined(static_cast<int>(value));  // not a character
        } else {
            return base::joined(value);
        }
    });
}

}  // namespace frisket::assign
