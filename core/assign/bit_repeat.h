// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include "core/condition/bits.h"

namespace frisket::assign {

/// Repeats each bit of a condition a fixed number of times: a condition of pixels becomes one of
/// their channels. A byte of bits at a time through a table of 256 entries where eight repeated
/// bits fit a word, else a bit at a time.
class BitRepeater {
public:
    /// `times` in 1..64.
    explicit BitRepeater(std::int64_t times);

    /// Bits [i * times, (i + 1) * times) of `to` become bit i of `from`, for i in [0, count).
    /// Writes whole words, and reads and writes up to 8 bytes past the last of them.
    void repeat(const condition::Word* from, std::int64_t count, condition::Word* to) const;

private:
    std::int64_t m_times;
    std::array<condition::Word, 256> m_table{};
};

}  // namespace frisket::assign
