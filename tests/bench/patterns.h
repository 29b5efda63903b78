// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/condition/condition_mask.h"

namespace frisket::bench {

/// Names of the condition patterns: random1, random50 (per cent True, each pixel by itself),
/// disk25 (one disk of a quarter of the area), empty, full.
[[nodiscard]] const std::vector<std::string>& patternNames();

/// That pattern on `side` x `side` pixels, one byte (0 or 255) a pixel; from a fixed seed.
[[nodiscard]] std::vector<std::uint8_t> makePattern(std::string_view name, std::int64_t side);

}  // namespace frisket::bench
