// SPDX-License-Identifier: MIT
#include "ui/tools/profile_tool.h"

#include <cmath>

namespace frisket::ui {

namespace {
base::Point centreOf(base::Point place) {
    return {std::floor(place.x) + 0.5, std::floor(place.y) + 0.5};
}
}  // namespace

base::Point snappedTo45(base::Point from, base::Point to) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    constexpr double kHalfWay = 0.41421356237309503;  // tan 22.5
    if (std::abs(dy) <= kHalfWay * std::abs(dx)) {
        return {to.x, from.y};
    }
    if (std::abs(dx) <= kHalfWay * std::abs(dy)) {
        return {from.x, to.y};
    }
    const double way = std::round((std::abs(dx) + std::abs(dy)) / 2);
    return {from.x + std::copysign(way, dx), from.y + std::copysign(way, dy)};
}

void ProfileTool::press(const ImagePointerEvent& event) {
    m_before = m_context.options.line();
    m_from = centreOf(event.position);
}

void ProfileTool::move(const ImagePointerEvent& event) {
    if (!m_from) {
        return;
    }
    const base::Point here = centreOf(event.position);
    const bool snaps = event.modifiers.testFlag(Qt::ShiftModifier);
    if (here != *m_from || m_context.options.line() != m_before) {
        m_context.options.setLine(
            session::MeasuredLine{*m_from, snaps ? snappedTo45(*m_from, here) : here});
    }
}

void ProfileTool::release(const ImagePointerEvent& event) {
    move(event);
    if (m_from && centreOf(event.position) == *m_from) {
        m_context.options.setLine(std::nullopt);
    }
    m_from.reset();
}

void ProfileTool::cancel() {
    if (m_from) {
        m_context.options.setLine(m_before);
        m_from.reset();
    }
}

}  // namespace frisket::ui
