// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/assign/stream_copy.h"
#include "core/condition/bits.h"

namespace frisket::assign {

/// `d[i] = s[i]` for each i in [0, count) whose bit `firstBit + i` of `words` is set; the other
/// lanes of `d` keep their value, and nothing outside [0, count) is read or written. A lane is any
/// element of `laneBytes` (1, 2, 4 or 8) bytes; the bytes are moved unchanged. With `splat`, `s` is
/// one lane that goes everywhere. `d` and `s` need no alignment; they may be the same, and may
/// overlap where `d` lies before `s`: lanes are read before a lane at or after them is written.
///
/// Empty words are skipped and runs of full words are one copy with `stores`. In mixed words
/// `d ^ ((d ^ s) & m)` runs over 32-bit packets of Eigen, whatever the lane, with the lane masks m
/// looked up from the condition's bytes: 256 entries a width.
using BlendRun = void (*)(std::byte* d, const std::byte* s, bool splat,
                          const condition::Word* words, std::int64_t firstBit, std::int64_t count,
                          Stores stores);

[[nodiscard]] BlendRun blendRun(std::int64_t laneBytes);

}  // namespace frisket::assign
