// SPDX-License-Identifier: MIT
#include "core/edit/state_copy.h"

#include <cassert>
#include <new>
#include <utility>

namespace frisket::edit {

bool Entry::canFlip() const { return false; }

base::Status Entry::flip(StateCopy& /*copy*/, bool /*redo*/, base::ThreadPool& /*pool*/,
                         base::Progress* /*progress*/) const {
    assert(false && "who can't be flipped must not be asked");
    return {};
}

const condition::ConditionMask& StateCopy::bits(const condition::ConditionMask& painted) const {
    const auto own = m_own.find(&painted);
    return own == m_own.end() ? painted : own->second;
}

condition::ConditionMask& StateCopy::ownBits(const condition::ConditionMask& painted) {
    const auto own = m_own.find(&painted);
    if (own != m_own.end()) {
        return own->second;
    }
    auto copy = painted.clone();
    if (!copy) {
        throw std::bad_alloc();
    }
    return m_own.emplace(&painted, *std::move(copy)).first->second;
}

const condition::ConditionMask* StateCopy::onlyPainted() const {
    const bool only = layers.size() == 1 && layers[0].on && layers[0].bits != nullptr &&
                      condition::givesItself(layers[0].combine);
    return only ? &bits(*layers[0].bits) : nullptr;
}

PositionRange reachableFrom(const History& history) {
    PositionRange range{history.position(), history.position()};
    while (range.first > 0 && history.at(range.first - 1).canFlip()) {
        --range.first;
    }
    while (range.last < history.size() && history.at(range.last).canFlip()) {
        ++range.last;
    }
    return range;
}

base::Status carryTo(const History& history, std::size_t position, StateCopy& copy,
                     base::ThreadPool& pool, base::Progress* progress) {
    for (std::size_t at = history.position(); at != position;) {
        const bool back = at > position;
        const Entry& step = history.at(back ? at - 1 : at);
        if (const base::Status flipped = step.flip(copy, !back, pool, progress); !flipped) {
            return flipped;
        }
        if (const base::Status goOn = base::proceed(progress); !goOn) {
            return goOn;
        }
        back ? --at : ++at;
    }
    return {};
}

}  // namespace frisket::edit
