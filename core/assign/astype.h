// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "core/array/banded_array.h"
#include "core/assign/scalar.h"
#include "core/base/progress.h"
#include "core/base/thread_pool.h"

namespace frisket::assign {

/// A value that a dtype has no equal for.
struct Misfit {
    std::int64_t place = -1;  ///< flat, in C order
    Scalar value;
};

/// The first value in C order that `to` has no equal for (as Casting::Exact judges: NaN equals NaN
/// among floats, -0.0 equals 0); nothing where all fit, which costs no look where it is so by the
/// dtypes. Stops early. Advances `progress`, which may be null, by the elements looked at; nothing
/// that it says counts where that was cancelled.
[[nodiscard]] std::optional<Misfit> findMisfit(const array::BandedArray& array, array::DType to,
                                               base::ThreadPool& pool,
                                               base::Progress* progress = nullptr);

/// The same values in another dtype, as `array.astype(to)` has them, packed in memory of its own;
/// never a value that changes. Fails with Refused, naming the first value that does not fit and its
/// index, with OutOfMemory, and with Cancelled. `array` is only read; `progress`, which may be
/// null, advances by `array.count()` in all.
[[nodiscard]] base::Result<array::NdArray> exactlyAs(const array::BandedArray& array,
                                                     array::DType to, base::ThreadPool& pool,
                                                     base::Progress* progress = nullptr);

}  // namespace frisket::assign
