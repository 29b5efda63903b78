// SPDX-License-Identifier: MIT
#include "core/edit/difference.h"

#include <cassert>
#include <utility>

#include "core/edit/patch_builder.h"

namespace frisket::edit {

base::Result<std::optional<BitPatch>> differenceOf(const condition::ConditionMask& before,
                                                   const condition::ConditionMask& after,
                                                   base::Progress* progress) {
    assert(before.shape() == after.shape());
    /// Words between two looks at whether to go on: a millisecond or so.
    constexpr std::int64_t kPiece = std::int64_t{1} << 16;
    PatchBuilder builder;
    std::int64_t sinceLook = 0;
    for (std::int64_t row = 0; row < before.rows(); ++row) {
        const condition::Word* old = before.row(row);
        const condition::Word* now = after.row(row);
        for (std::int64_t index = 0; index < before.wordsPerRow(); ++index) {
            builder.add(row, index, old[index] ^ now[index]);
            if (++sinceLook == kPiece) {
                sinceLook = 0;
                if (const auto goOn = base::proceed(progress); !goOn) {
                    return base::passOn(goOn);
                }
            }
        }
    }
    BitPatch patch = builder.take();
    return patch.empty() ? std::optional<BitPatch>() : std::optional(std::move(patch));
}

}  // namespace frisket::edit
