// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace frisket::io {

/// What a reader may spend on a file. Headers are checked against it before anything is allocated,
/// so that a small hostile file can't ask for much memory.
struct ReadLimits {
    std::int64_t memoryBudget = std::int64_t{4} << 30;  ///< bytes that the decoded array may take
    /// Longest axis, in elements, of an array of two axes or more. One axis alone may be as long as
    /// the budget lets it: a list of values for `scatter` is no image.
    std::int64_t maxSide = 1'000'000;
};

}  // namespace frisket::io
