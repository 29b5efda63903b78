// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/array/dtype.h"
#include "core/condition/bits.h"

namespace frisket::assign {

/// Converts `count` elements that lie `stride` elements apart (any sign, 0 repeats) to packed `to`,
/// which must not overlap. Integers wrap modulo 2^n; floats are truncated toward zero, saturate
/// outside the integer's range, and NaN becomes 0 (both are undefined in C++ and in NumPy); into
/// Bool anything but zero is true, NaN included; floats round once, to nearest even. Between equal
/// dtypes the bits stay as they are.
using CastRun = void (*)(const std::byte* from, std::int64_t stride, std::int64_t count,
                         std::byte* to);

/// Clears the bits of `selected` (bit 0 is the first of `count` elements, `stride` apart) whose
/// value has no equal in the target dtype. NaN equals NaN among floats; -0.0 and 0 are equal.
using SurvivorFilter = void (*)(const std::byte* from, std::int64_t stride, std::int64_t count,
                                condition::Word* selected);

[[nodiscard]] CastRun castRun(array::DType from, array::DType to);
[[nodiscard]] SurvivorFilter survivorFilter(array::DType from, array::DType to);

}  // namespace frisket::assign
