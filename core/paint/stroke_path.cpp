// SPDX-License-Identifier: MIT
#include "core/paint/stroke_path.h"

namespace frisket::paint {

Segment StrokePath::begin(base::Point point) {
    m_active = true;
    m_last = point;
    return {point, point};
}

std::optional<Segment> StrokePath::extend(base::Point point) {
    // Compared as the brush sees them: a pointer that stays on one pixel paints nothing new.
    if (!m_active || snapped(point, m_diameter) == snapped(*m_last, m_diameter)) {
        return std::nullopt;
    }
    const Segment segment{*m_last, point};
    m_last = point;
    return segment;
}

}  // namespace frisket::paint
