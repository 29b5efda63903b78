// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

namespace frisket::condition {

/// Number of True elements that `view` shows; it counts in flat C-order places of `mask`. With a
/// pool all of its threads count a mask that is seen whole.
[[nodiscard]] std::int64_t countTrue(const ConditionMask& mask, const array::Layout& view,
                                     base::ThreadPool* pool = nullptr);

/// What `view` shows, in C order, as a mask of `shape`, which has as many elements. Fails with
/// OutOfMemory.
[[nodiscard]] base::Result<ConditionMask> packed(const ConditionMask& mask,
                                                 const array::Layout& view,
                                                 const array::Shape& shape);

}  // namespace frisket::condition
