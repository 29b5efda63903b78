// SPDX-License-Identifier: MIT
#include "ui/session/view_options.h"

#include <algorithm>

namespace frisket::session {

void ViewOptions::setCompare(Compare compare) {
    if (compare != m_compare) {
        m_compare = compare;
        emit compareChanged();
    }
}

void ViewOptions::setPair(Pair pair) {
    if (pair != m_pair) {
        m_pair = pair;
        emit compareChanged();
    }
}

void ViewOptions::setDivider(double divider) {
    const double inside = std::clamp(divider, 0.0, 1.0);
    if (inside != m_divider) {
        m_divider = inside;
        emit compareChanged();
    }
}

}  // namespace frisket::session
