// SPDX-License-Identifier: MIT
#include "core/rules/number.h"

#include <cmath>
#include <limits>

#include "core/array/half.h"
#include "core/array/storage_type.h"
#include "core/base/text.h"

namespace frisket::rules {

using array::DType;

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::Bool:
            return "boolean";
        case Kind::Integer:
            return "integer";
        case Kind::Unsigned:
            return "uint64";
        case Kind::Float:
            return "float";
    }
    return {};
}

Kind kindOf(DType dtype) {
    if (dtype == DType::Bool) {
        return Kind::Bool;
    }
    if (array::isFloat(dtype)) {
        return Kind::Float;
    }
    return dtype == DType::U64 ? Kind::Unsigned : Kind::Integer;
}

DType widest(Kind kind) {
    switch (kind) {
        case Kind::Bool:
            return DType::Bool;
        case Kind::Integer:
            return DType::I64;
        case Kind::Unsigned:
            return DType::U64;
        case Kind::Float:
            return DType::F64;
    }
    return DType::F64;
}

double Number::toDouble() const {
    switch (kind) {
        case Kind::Float:
            return real();
        case Kind::Integer:
            return static_cast<double>(integer());
        case Kind::Bool:
        case Kind::Unsigned:
            return static_cast<double>(bits);
    }
    return 0;
}

bool Number::isNegative() const {
    return (kind == Kind::Integer && integer() < 0) || (kind == Kind::Float && real() < 0);
}

bool Number::fitsInteger() const {
    switch (kind) {
        case Kind::Bool:
        case Kind::Integer:
            return true;
        case Kind::Unsigned:
            return bits <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        case Kind::Float:
            return real() >= -0x1p63 && real() < 0x1p63 && std::floor(real()) == real();
    }
    return false;
}

bool Number::fits(DType dtype) const {
    return array::visitType(dtype, [this](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (std::is_same_v<T, array::Half>) {
            const double value = toDouble();
            const Number half = of(static_cast<double>(array::toFloat(array::toHalf(value))));
            return isNan() || compared(half, *this) == 0;
        } else if constexpr (std::is_floating_point_v<T>) {
            const double value = toDouble();
            if (isNan()) {
                return true;
            }
            if (std::isfinite(value) && std::fabs(value) > std::numeric_limits<T>::max()) {
                return false;
            }
            return compared(of(static_cast<double>(static_cast<T>(value))), *this) == 0;
        } else if constexpr (std::is_same_v<T, array::Bool8>) {
            return kind == Kind::Bool;
        } else {
            using Limits = std::numeric_limits<T>;
            const auto least = static_cast<std::int64_t>(Limits::min());
            const auto most = static_cast<std::uint64_t>(Limits::max());
            return (kind != Kind::Float || std::floor(real()) == real()) &&
                   compared(*this, of(least)) >= 0 && compared(*this, of(most)) <= 0;
        }
    });
}

std::string Number::text() const {
    switch (kind) {
        case Kind::Bool:
            return truth() ? "True" : "False";
        case Kind::Integer:
            return base::joined(integer());
        case Kind::Unsigned:
            return base::joined(bits);
        case Kind::Float:
            return base::joined(real());
    }
    return {};
}

int compared(const Number& a, const Number& b) {
    const auto order = [](auto x, auto y) { return x < y ? -1 : (x > y ? 1 : 0); };
    const bool aFloat = a.kind == Kind::Float;
    const bool bFloat = b.kind == Kind::Float;
    if (aFloat && bFloat) {
        return a.isNan() || b.isNan() ? 2 : order(a.real(), b.real());
    }
    if (aFloat) {
        const int turned = compared(b, a);
        return turned == 2 ? 2 : -turned;
    }
    if (bFloat) {
        return a.kind == Kind::Integer ? comparedWith(a.integer(), b.real())
                                       : comparedWith(a.bits, b.real());
    }
    if (a.isNegative() || b.isNegative()) {
        return a.isNegative() && b.isNegative() ? order(a.integer(), b.integer())
                                                : (a.isNegative() ? -1 : 1);
    }
    return order(a.bits, b.bits);
}

}  // namespace frisket::rules
