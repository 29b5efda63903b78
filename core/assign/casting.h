// SPDX-License-Identifier: MIT
#pragma once

#include "core/array/dtype.h"
#include "core/assign/mode.h"

namespace frisket::assign {

/// Whether `casting` allows `from` -> `to` by the dtypes alone, as NumPy's `can_cast` says for
/// arrays. Always true for Unsafe, and for Exact, which looks at the values instead.
[[nodiscard]] bool canCast(array::DType from, array::DType to, Casting casting);

/// Whether every value of `from` has an equal one in `to`, so that Exact needs no look at the
/// values. Stricter than Safe: int64 -> float64 is safe but not lossless.
[[nodiscard]] bool isLossless(array::DType from, array::DType to);

}  // namespace frisket::assign
