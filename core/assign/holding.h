// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include "core/array/banded_array.h"
#include "core/assign/plan.h"
#include "core/assign/run.h"
#include "core/base/thread_pool.h"

namespace frisket::assign {

/// Whether a dtype has an equal for each value that an assignment writes.
enum class Holds : std::uint8_t {
    All,
    NotAll,
    NoWhole,  ///< not all, nor does any dtype of whole numbers: there are fractions or NaN
};
using HoldsWritten = std::function<Holds(array::DType)>;

/// What `request` writes, as far as its values are selected: `inputs` are those of its plan under
/// Unsafe, which it must have whatever the dtype of its destination. Each question is a pass over
/// what is selected, unless the dtypes answer it. All must live as long as the function.
[[nodiscard]] HoldsWritten holdsSelected(const PlanRequest& request, const Inputs& inputs,
                                         base::ThreadPool& pool);

/// The smallest dtype, but for the destination's own, that holds each of its values and each one
/// that is written. Of the same family first: whole numbers for whole numbers and bool, floats for
/// floats; among equally large ones that with the same sign. By the destination's dtype where that
/// can be, so that whatever is painted later fits too; else, where it has no more than
/// `mostLooked`, by its values, and no narrower one then (int64 with uint64).
[[nodiscard]] std::optional<array::DType> leastHolding(const array::BandedArray& destination,
                                                       const HoldsWritten& written,
                                                       base::ThreadPool& pool,
                                                       std::int64_t mostLooked);

}  // namespace frisket::assign
