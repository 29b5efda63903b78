// SPDX-License-Identifier: MIT
#pragma once

#include "core/array/banded_array.h"
#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"
#include "core/edit/history.h"

namespace frisket::edit {

/// A condition and a destination that steps of a history are taken back in, or done again, while
/// those of the document stay as they are.
struct StateCopy {
    condition::ConditionMask condition;
    array::BandedArray destination;
};

/// The positions (History::position) whose states can be made of the present one: from `first` to
/// `last`, both included. A step that can't be flipped (Entry::canFlip) ends them.
struct PositionRange {
    std::size_t first = 0;
    std::size_t last = 0;

    [[nodiscard]] bool contains(std::size_t position) const {
        return first <= position && position <= last;
    }
};
[[nodiscard]] PositionRange reachableFrom(const History& history);

/// Makes of `copy`, which is as the present state, the one with `position` steps done, which must
/// be reachable. Costs what the steps between the two changed. Meanwhile nobody changes the
/// history. Fails with Cancelled alone, and the copy is of no further use then; throws
/// std::bad_alloc.
[[nodiscard]] base::Status carryTo(const History& history, std::size_t position, StateCopy& copy,
                                   base::ThreadPool& pool, base::Progress* progress = nullptr);

}  // namespace frisket::edit
