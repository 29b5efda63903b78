// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace frisket::array {

/// Element types, in NumPy's order of kinds. Bool is one byte that holds 0 or 1, never another
/// value; readers normalise. Arrays in memory are always of the machine's byte order.
enum class DType : std::uint8_t { Bool, U8, I8, U16, I16, U32, I32, U64, I64, F16, F32, F64 };

inline constexpr std::array kAllDTypes{DType::Bool, DType::U8,  DType::I8,  DType::U16,
                                       DType::I16,  DType::U32, DType::I32, DType::U64,
                                       DType::I64,  DType::F16, DType::F32, DType::F64};

/// Storage of a Bool element: a type of its own, so that `bool` (whose other bit patterns are
/// undefined) is never read from a file's bytes.
enum class Bool8 : std::uint8_t { False = 0, True = 1 };

/// Storage of an IEEE 754 binary16 element, as its bits; half.h has its value.
struct Half {
    std::uint16_t bits = 0;
    bool operator==(const Half&) const = default;
};

/// Bytes per element: 1, 2, 4 or 8.
[[nodiscard]] std::int64_t itemSize(DType dtype);
/// NumPy's name, such as "uint8" or "float16".
[[nodiscard]] std::string_view name(DType dtype);
/// The dtype of that NumPy name ("uint8") or short name, which counts bytes ("u1", "f8").
[[nodiscard]] std::optional<DType> dtypeFromName(std::string_view name);

[[nodiscard]] constexpr bool isFloat(DType dtype) {
    return dtype == DType::F16 || dtype == DType::F32 || dtype == DType::F64;
}
[[nodiscard]] constexpr bool isSigned(DType dtype) {
    return dtype == DType::I8 || dtype == DType::I16 || dtype == DType::I32 ||
           dtype == DType::I64 || isFloat(dtype);
}
[[nodiscard]] constexpr bool isInteger(DType dtype) {
    return dtype != DType::Bool && !isFloat(dtype);
}

/// Calls `visitor` with a `std::type_identity` of the storage type of `dtype` (Bool8, the fixed
/// width integers, Half, float, double) and returns what it returns.
template <class Visitor>
decltype(auto) visitType(DType dtype, Visitor&& visitor) {
    switch (dtype) {
        case DType::Bool:
            return visitor(std::type_identity<Bool8>{});
        case DType::U8:
            return visitor(std::type_identity<std::uint8_t>{});
        case DType::I8:
            return visitor(std::type_identity<std::int8_t>{});
        case DType::U16:
            return visitor(std::type_identity<std::uint16_t>{});
        case DType::I16:
            return visitor(std::type_identity<std::int16_t>{});
        case DType::U32:
            return visitor(std::type_identity<std::uint32_t>{});
        case DType::I32:
            return visitor(std::type_identity<std::int32_t>{});
        case DType::U64:
            return visitor(std::type_identity<std::uint64_t>{});
        case DType::I64:
            return visitor(std::type_identity<std::int64_t>{});
        case DType::F16:
            return visitor(std::type_identity<Half>{});
        case DType::F32:
            return visitor(std::type_identity<float>{});
        case DType::F64:
            return visitor(std::type_identity<double>{});
    }
    __builtin_unreachable();
}

}  // namespace frisket::array
