// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/base/progress.h"

namespace frisket::measure {

/// Sides of pixels that two groups of equal values have in common. A pair may come several times.
struct GroupBorder {
    std::uint32_t a;
    std::uint32_t b;
    std::uint32_t length;
};

/// A group that is no speck.
inline constexpr std::uint32_t kNoSpeck = std::numeric_limits<std::uint32_t>::max();

/// What each of `count` specks becomes: the value that touches most of its sides, of equally many
/// the least; nothing where only such touch it. Specks that touch another group are first, then
/// those that touch them, and so on: what is found in a round counts from the next one on.
/// `speckOf` has the speck of each group, or kNoSpeck; `valueOf` gives the value of a group. Costs
/// the borders, in however many rounds. Fails with Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<std::vector<std::optional<std::uint64_t>>> speckValues(
    std::span<const GroupBorder> borders, std::span<const std::uint32_t> speckOf, std::size_t count,
    const std::function<std::uint64_t(std::uint32_t group)>& valueOf, base::Progress* progress);

}  // namespace frisket::measure
