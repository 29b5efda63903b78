// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/condition_mask.h"

namespace frisket::condition {

/// How several elements become one.
enum class Reduction : std::uint8_t {
    Any,  ///< true where one of them is; of none, false
    All,  ///< true where each of them is; of none, true
};

/// `mask` repeated along `axis` of `shape`: element (..., k, ...) is the one that `mask` has at the
/// same indices along the other axes. `shape` has `mask`'s elements without that axis, in the same
/// order: the axis may be of size 1 in `mask` or missing, as may others of size 1. Copies whole
/// rows where the axis lies outside the packed rows of both masks, else goes bit by bit. Fails with
/// TooLarge or OutOfMemory.
[[nodiscard]] base::Result<ConditionMask> repeatedAlong(const ConditionMask& mask, int axis,
                                                        const array::Shape& shape);

/// The elements of `mask` along `axis` made one each, as a mask of `shape`, which has those of the
/// other axes in the same order: `axis` has size 1 there or is missing. Works on whole words where
/// `repeatedAlong` copies rows. Fails with OutOfMemory.
[[nodiscard]] base::Result<ConditionMask> reducedAlong(const ConditionMask& mask, int axis,
                                                       Reduction reduction,
                                                       const array::Shape& shape);

}  // namespace frisket::condition
