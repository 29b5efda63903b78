// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>

#include "core/condition/condition_mask.h"

namespace frisket::assign {

/// Lanes that are gathered or cast at a time: 8 KiB of the widest dtype, well inside L1.
inline constexpr std::int64_t kTileLanes = 1024;

/// Calls `visit(offset, words, firstBit, count)` for the pieces of a condition that has `count`
/// elements from flat place `first` on, `step` apart: element `offset + i` of it is bit
/// `firstBit + i` of `words`. Packed stretches are handed out as they lie; stretched (step 0) ones
/// that are False, and gathered tiles without a True, are left out.
template <class Visitor>
void forEachPiece(const condition::ConditionMask& mask, std::int64_t first, std::int64_t step,
                  std::int64_t count, Visitor&& visit) {
    using condition::Word;
    if (step == 1) {
        const std::int64_t rowBits = mask.rowBits();
        const bool seamless = rowBits % condition::kWordBits == 0;
        for (std::int64_t done = 0; done < count;) {
            const std::int64_t bit = (first + done) % rowBits;
            const std::int64_t part =
                seamless ? count - done : std::min(count - done, rowBits - bit);
            visit(done, mask.row((first + done) / rowBits), bit, part);
            done += part;
        }
        return;
    }
    std::array<Word, kTileLanes / condition::kWordBits> words;
    if (step == 0) {
        if (!mask.at(first)) {
            return;
        }
        words.fill(~Word{0});
    }
    for (std::int64_t done = 0; done < count; done += kTileLanes) {
        const std::int64_t part = std::min(kTileLanes, count - done);
        if (step != 0) {
            mask.gather(first + done * step, step, part, words.data());
            const auto end = words.begin() + condition::wordsFor(part);
            if (std::all_of(words.begin(), end, [](Word word) { return word == 0; })) {
                continue;
            }
        }
        visit(done, static_cast<const Word*>(words.data()), std::int64_t{0}, part);
    }
}

}  // namespace frisket::assign
