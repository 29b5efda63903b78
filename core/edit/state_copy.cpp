// SPDX-License-Identifier: MIT
#include "core/edit/state_copy.h"

#include <cassert>

namespace frisket::edit {

bool Entry::canFlip() const { return false; }

base::Status Entry::flip(StateCopy& /*copy*/, base::ThreadPool& /*pool*/,
                         base::Progress* /*progress*/) const {
    assert(false && "who can't be flipped must not be asked");
    return {};
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
        if (const base::Status flipped = step.flip(copy, pool, progress); !flipped) {
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
