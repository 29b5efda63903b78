// SPDX-License-Identifier: MIT
#include "core/paint/stroke_path.h"

#include <cmath>

namespace frisket::paint {

Segment StrokePath::begin(base::Point point) {
    m_active = true;
    m_last = point;
    return {point, point};
}

Segment StrokePath::beginWithLine(base::Point point) {
    const base::Point from = m_last.value_or(point);
    m_active = true;
    m_last = point;
    return {from, point};
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

base::Point straightened(base::Point from, base::Point to) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    // The borders between the eight directions lie at 22.5 degrees from the axes.
    constexpr double kTan22 = 0.41421356237309503;
    if (std::abs(dy) <= kTan22 * std::abs(dx)) {
        return {to.x, from.y};
    }
    if (std::abs(dx) <= kTan22 * std::abs(dy)) {
        return {from.x, to.y};
    }
    const double step = (std::abs(dx) + std::abs(dy)) / 2;
    return {from.x + std::copysign(step, dx), from.y + std::copysign(step, dy)};
}

}  // namespace frisket::paint
