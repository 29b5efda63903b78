// SPDX-License-Identifier: MIT
#include "core/assign/casting.h"

namespace frisket::assign {

namespace {
using array::DType;

enum class Kind { Bool, Unsigned, Signed, Float };

Kind kindOf(DType dtype) {
    if (dtype == DType::Bool) {
        return Kind::Bool;
    }
    if (array::isFloat(dtype)) {
        return Kind::Float;
    }
    return array::isSigned(dtype) ? Kind::Signed : Kind::Unsigned;
}

/// Bits of an integer's magnitude, or of a float's significand with its hidden bit.
std::int64_t precision(DType dtype) {
    switch (dtype) {
        case DType::Bool:
            return 1;
        case DType::F16:
            return 11;
        case DType::F32:
            return 24;
        case DType::F64:
            return 53;
        default:
            return array::itemSize(dtype) * 8 - (kindOf(dtype) == Kind::Signed ? 1 : 0);
    }
}

bool isSafe(DType from, DType to) {
    // NumPy's table is the lossless one but for 64-bit integers into float64.
    const bool wide = kindOf(from) != Kind::Float && array::itemSize(from) == 8;
    return isLossless(from, to) || (wide && to == DType::F64);
}
}  // namespace

bool isLossless(DType from, DType to) {
    const Kind a = kindOf(from);
    const Kind b = kindOf(to);
    if (from == to || a == Kind::Bool) {
        return true;
    }
    return a <= b && b != Kind::Bool && precision(from) <= precision(to);
}

bool canCast(DType from, DType to, Casting casting) {
    switch (casting) {
        case Casting::Exact:
        case Casting::Unsafe:
            return true;
        case Casting::Safe:
            return isSafe(from, to);
        case Casting::SameKind:
            return isSafe(from, to) || kindOf(from) <= kindOf(to);
    }
    return false;
}

std::optional<DType> commonType(DType a, DType b) {
    std::optional<DType> least;
    for (const DType dtype : array::kAllDTypes) {  // of a size, integers come first
        if (isLossless(a, dtype) && isLossless(b, dtype) &&
            (!least || array::itemSize(dtype) < array::itemSize(*least))) {
            least = dtype;
        }
    }
    return least;
}

}  // namespace frisket::assign
