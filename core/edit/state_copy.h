// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/array/banded_array.h"
#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"
#include "core/condition/layers.h"
#include "core/edit/history.h"

namespace frisket::edit {

/// A layer of the condition as a state has it.
struct StateLayer {
    std::uint64_t id = 0;  ///< tells it from every other one that there was
    std::string name;
    bool on = true;
    condition::Combine combine = condition::Combine::Or;
    std::string rule;  ///< text of a rule
    /// The mask that the layer is painted in, as it is in the document; null for a rule.
    std::shared_ptr<const condition::ConditionMask> bits;

    bool operator==(const StateLayer&) const = default;
};

/// The layers of a condition, the lowest first, and a destination, in which steps of a history are
/// taken back or done again while those of the document stay as they are. Of what is painted only
/// the layers are copied that steps change.
struct StateCopy {
    /// The present state. Nobody writes the masks of layers, those that steps bring back included,
    /// as long as the copy is there.
    StateCopy(std::vector<StateLayer> present, array::BandedArray snapshot)
        : layers(std::move(present)), destination(std::move(snapshot)) {}

    std::vector<StateLayer> layers;
    array::BandedArray destination;

    /// What is in a mask of a layer in this state; `painted` is that mask in the document.
    [[nodiscard]] const condition::ConditionMask& bits(
        const condition::ConditionMask& painted) const;
    /// The same to write to. Throws std::bad_alloc.
    [[nodiscard]] condition::ConditionMask& ownBits(const condition::ConditionMask& painted);
    /// The condition, where it is just what is painted in one layer; else null.
    [[nodiscard]] const condition::ConditionMask* onlyPainted() const;

private:
    std::map<const condition::ConditionMask*, condition::ConditionMask> m_own;
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
