// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/condition/condition_mask.h"

namespace frisket::condition {

/// The elements of `mask` in C order as runs: clear and true ones take turns, beginning with clear
/// ones, of which there may be none. A longer run than 32 bits hold is several, with runs of 0
/// between them. Fails with TooLarge where there are more than `mostRuns`.
[[nodiscard]] base::Result<std::vector<std::uint32_t>> runsInOrder(const ConditionMask& mask,
                                                                   std::size_t mostRuns);

/// The mask of those runs. Fails with Format where they don't add up to `shape`, and as
/// ConditionMask::create.
[[nodiscard]] base::Result<ConditionMask> maskFromRuns(const array::Shape& shape,
                                                       std::span<const std::uint32_t> runs);

}  // namespace frisket::condition
