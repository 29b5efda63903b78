// SPDX-License-Identifier: MIT
#include "core/array/dtype.h"

#include <bit>
#include <cmath>

namespace frisket::array {

namespace {
struct Naming {
    DType dtype;
    std::string_view name;
    std::string_view shortName;
};
constexpr std::array kNames{
    Naming{DType::Bool, "bool", "b1"},   Naming{DType::U8, "uint8", "u1"},
    Naming{DType::I8, "int8", "i1"},     Naming{DType::U16, "uint16", "u2"},
    Naming{DType::I16, "int16", "i2"},   Naming{DType::U32, "uint32", "u4"},
    Naming{DType::I32, "int32", "i4"},   Naming{DType::U64, "uint64", "u8"},
    Naming{DType::I64, "int64", "i8"},   Naming{DType::F16, "float16", "f2"},
    Naming{DType::F32, "float32", "f4"}, Naming{DType::F64, "float64", "f8"},
};
}  // namespace

float toFloat(Half value) {
    const std::uint32_t sign = (value.bits & 0x8000U) << 16U;
    const std::uint32_t exponent = (value.bits >> 10U) & 0x1fU;
    const std::uint32_t fraction = value.bits & 0x3ffU;
    if (exponent == 0x1f) {
        return std::bit_cast<float>(sign | 0x7f800000U | (fraction << 13U));
    }
    if (exponent == 0) {
        const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
        return sign != 0 ? -magnitude : magnitude;
    }
    return std::bit_cast<float>(sign | ((exponent + 112U) << 23U) | (fraction << 13U));
}

Half toHalf(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 48U) & 0x8000U);
    const std::uint64_t magnitude = bits & 0x7fffffffffffffffULL;
    const auto half = [sign](std::uint64_t rest) {
        return Half{static_cast<std::uint16_t>(sign | static_cast<std::uint16_t>(rest))};
    };
    if (magnitude > 0x7ff0000000000000ULL) {  // NaN: keep it quiet, keep the payload's top bits
        return half(0x7e00U | ((magnitude >> 42U) & 0x3ffU));
    }
    if (std::bit_cast<double>(magnitude) >= 65520.0) {
        return half(0x7c00U);
    }
    const auto exponent = static_cast<int>(magnitude >> 52U) - 1023;
    if (exponent < -25) {
        return half(0);
    }
    // The value is significand * 2^(exponent - 52); a half's last place is 2^(exponent - 10), or
    // 2^-24 among the subnormals. Shift the difference away and round what is lost.
    const std::uint64_t significand = (magnitude & 0xfffffffffffffULL) | 0x10000000000000ULL;
    const bool subnormal = exponent < -14;
    const auto shift = static_cast<unsigned>(subnormal ? 42 + (-14 - exponent) : 42);
    const std::uint64_t kept = significand >> shift;
    const std::uint64_t lost = significand & ((1ULL << shift) - 1);
    const std::uint64_t middle = 1ULL << (shift - 1);
    const std::uint64_t rounded =
        kept + ((lost > middle || (lost == middle && (kept & 1U))) ? 1 : 0);
    // A carry out of the fraction moves into the exponent by itself.
    return subnormal ? half(rounded)
                     : half(rounded + (static_cast<std::uint64_t>(exponent + 14) << 10U));
}

std::int64_t itemSize(DType dtype) {
    return visitType(dtype, [](auto type) {
        return static_cast<std::int64_t>(sizeof(typename decltype(type)::type));
    });
}

std::string_view name(DType dtype) { return kNames[static_cast<std::size_t>(dtype)].name; }

std::optional<DType> dtypeFromName(std::string_view name) {
    for (const Naming& naming : kNames) {
        if (name == naming.name || name == naming.shortName) {
            return naming.dtype;
        }
    }
    return std::nullopt;
}

}  // namespace frisket::array
