// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/condition/condition_mask.h"

namespace frisket::bench {

/// Names of the condition patterns: random1, random50 (per cent True, each pixel by itself),
/// disk25 (one disk of a quarter of the area), ellipses (40 filled ones, tilted, half-axes 40-500
/// px at a side of 8192 and in proportion at others, about a quarter of the area), stripes (every
/// other column), empty, full.
[[nodiscard]] const std::vector<std::string>& patternNames();

/// That pattern on `side` x `side` pixels, one byte (0 or 255) a pixel; from a fixed seed.
[[nodiscard]] std::vector<std::uint8_t> makePattern(std::string_view name, std::int64_t side);

/// Elements between two ranks of a mask.
inline constexpr std::int64_t kRankBlock = 8192;

/// A condition in both forms: bytes for the peers and for checks, bits for Frisket.
struct Mask {
    std::vector<std::uint8_t> bytes;  ///< 0 or 255 an element, C order
    condition::ConditionMask bits;
    std::vector<std::int64_t> ranks;  ///< True elements before each block; last, all

    [[nodiscard]] std::int64_t selected() const { return ranks.back(); }
};

/// Takes bytes of an array of `shape` in C order. Throws std::runtime_error when out of memory.
[[nodiscard]] Mask makeMask(std::vector<std::uint8_t> bytes, const array::Shape& shape);

}  // namespace frisket::bench
