// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/condition/bits.h"

namespace frisket::assign {

/// Puts packed lanes under a condition, the reverse of a compress: the k-th set bit among bits
/// [firstBit, firstBit + count) of `words`, say bit firstBit + i, gives `d[i] = s[k]`; the other
/// lanes of `d` keep their value. Returns the number of set bits. `s` has `lanes` lanes, at least
/// as many; nothing past them is read. A lane is any element of `laneBytes` (1, 2, 4 or 8) bytes.
/// `d` and `s` need no alignment and must not overlap.
using ExpandRun = std::int64_t (*)(std::byte* d, const std::byte* s, std::int64_t lanes,
                                   const condition::Word* words, std::int64_t firstBit,
                                   std::int64_t count);

[[nodiscard]] ExpandRun expandRun(std::int64_t laneBytes);

}  // namespace frisket::assign
