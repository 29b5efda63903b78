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

void ViewOptions::setGuide(bool& guide, bool on) {
    if (guide != on) {
        guide = on;
        emit guidesChanged();
    }
}

void ViewOptions::setGrid(bool grid) { setGuide(m_grid, grid); }

void ViewOptions::setRulers(bool rulers) { setGuide(m_rulers, rulers); }

void ViewOptions::setOrder(bool order) { setGuide(m_order, order); }

void ViewOptions::setCastMap(bool castMap) { setGuide(m_castMap, castMap); }

void ViewOptions::setMinimap(bool minimap) { setGuide(m_minimap, minimap); }

}  // namespace frisket::session
