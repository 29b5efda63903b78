// SPDX-License-Identifier: MIT
#include "core/assign/scalar.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

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
    const condition::Word selected = 1;
    if (inexactCheck(value.dtype, dtype)(value.data(), 1, 1, &selected).count != 0) {
        return std::nullopt;
    }
    Scalar out{dtype, {}};
    castRun(value.dtype, dtype)(value.data(), 1, 1, out.bytes.data());
    return out;
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
    if (digits.starts_with('+') && digits.size() > 1 && digits[1] != '-') {
        digits.remove_prefix(1);
    }
    if (text == "true" || text == "True" || text == "false" || text == "False") {
        digits = text.front() == 't' || text.front() == 'T' ? "1" : "0";
    }
    if (!array::isFloat(dtype)) {
        std::optional<Scalar> exact;
        if (const auto negative = parseWhole<std::int64_t>(digits)) {
            exact = convertExactly(scalarOf(DType::I64, *negative), dtype);
        } else if (const auto positive = parseWhole<std::uint64_t>(digits)) {
            exact = convertExactly(scalarOf(DType::U64, *positive), dtype);
        } else if (const auto real = parseWhole<double>(digits)) {
            exact = convertExactly(scalarOf(DType::F64, *real), dtype);
        } else {
            return refuse("can't be read as");
        }
        if (!exact) {
            return refuse("does not fit");
        }
        return *exact;
    }
    const auto real = parseWhole<double>(digits);
    if (!real) {
        return refuse("can't be read as");
    }
    Scalar out{dtype, {}};
    const Scalar wide = scalarOf(DType::F64, *real);
    if (dtype == DType::F32) {
        // Straight from the text, since through double it could round twice.
        const auto single = parseWhole<float>(digits);
        if (!single) {
            return refuse("does not fit");
        }
        out = scalarOf(DType::F32, *single);
    } else {
        castRun(DType::F64, dtype)(wide.data(), 1, 1, out.bytes.data());
    }
    double back = 0;
    castRun(dtype, DType::F64)(out.data(), 1, 1, reinterpret_cast<std::byte*>(&back));
    if (std::isinf(back) && !std::isinf(*real)) {
        return refuse("does not fit");
    }
    return out;
}

std::string toText(DType dtype, const std::byte* element) {
    return array::visitType(dtype, [&](auto type) -> std::string {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, element, sizeof(T));
        if constexpr (std::is_same_v<T, array::Bool8>) {
            return value == array::Bool8::True ? "True" : "False";
        } else if constexpr (std::is_same_v<T, array::Half>) {
            return base::joined(array::toFloat(value));
        } else if constexpr (sizeof(T) == 1) {
            return base::joined(static_cast<int>(value));  // not a character
        } else {
            return base::joined(value);
        }
    });
}

}  // namespace frisket::assign
