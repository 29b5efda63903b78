// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/array/dtype.h"
#include "core/assign/mode.h"

namespace frisket::assign {

/// Whether `casting` allows `from` -> `to` by the dtypes alone, as NumPy's `can_cast` says for
/// arrays. Always true for Unsafe, and for Exact, which looks at the values instead.
[[nodiscard]] bool canCast(array::DType from, array::DType to, Casting casting);

/// Whether every value of `from` has an equal one in `to`, so that Exact needs no look at the
/// values. Stricter than Safe: int64 -> float64 is safe but not lossless.
[[nodiscard]] bool isLossless(array::DType from, array::DType to);

/// The least dtype that holds every value of both, integers before floats of the same size. It is
/// NumPy's `result_type` but where that is not lossless (int64 with uint64, or with a float):
/// nothing then.
[[nodiscard]] std::optional<array::DType> commonType(array::DType a, array::DType b);

}  // namespace frisket::assign
