// SPDX-License-Identifier: MIT
#include "ui/session/paint_limits.h"

#include <algorithm>

namespace frisket::session {

bool LabelLocks::isLocked(std::int64_t label) const {
    return std::binary_search(labels.begin(), labels.end(), label) != others;
}

void LabelLocks::setLocked(std::int64_t label, bool locked) {
    if (isLocked(label) == locked) {
        return;
    }
    const auto place = std::lower_bound(labels.begin(), labels.end(), label);
    if (locked != others) {
        labels.insert(place, label);
    } else {
        labels.erase(place);
    }
}

void LabelLocks::lockAllBut(std::int64_t label) {
    others = true;
    labels = {label};
}

}  // namespace frisket::session
