// SPDX-License-Identifier: MIT
#include "core/array/dtype.h"

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
