// SPDX-License-Identifier: MIT
#include "ui/tools/box_tool.h"

#include <cmath>
#include <numbers>

#include <QCoreApplication>

#include "core/paint/shapes.h"

namespace frisket::ui {

namespace {
/// Device pixels that the pointer must move for a press to be a drag.
constexpr double kDrag = 3;

/// The box between two places, as the modifiers want it.
base::Rect boxOf(base::Point from, base::Point to, Qt::KeyboardModifiers modifiers) {
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        // As many pixels down as across.
        const double across = std::floor(to.x) - std::floor(from.x);
        const double down = std::floor(to.y) - std::floor(from.y);
        const double side = std::max(std::abs(across), std::abs(down));
        to = {from.x + std::copysign(side, across), from.y + std::copysign(side, down)};
    }
    if (modifiers.testFlag(Qt::AltModifier) || modifiers.testFlag(Qt::ControlModifier)) {
        const base::Point middle{std::floor(from.x) + 0.5, std::floor(from.y) + 0.5};
        from = {2 * middle.x - (std::floor(to.x) + 0.5), 2 * middle.y - (std::floor(to.y) + 0.5)};
    }
    return paint::boxBetween(from, to);
}
}  // namespace

void BoxTool::press(const ImagePointerEvent& event) {
    if (begin(event)) {
        m_from = event.position;
        m_pressedAt = event.device;
        m_dragged = false;
        m_box = {};
    }
}

void BoxTool::move(const ImagePointerEvent& event) {
    if (!m_from) {
        return;
    }
    m_dragged = m_dragged || (event.device - m_pressedAt).manhattanLength() >= kDrag;
    if (m_dragged) {
        m_box = boxOf(*m_from, event.position, newModifiers(event));
    }
}

void BoxTool::release(const ImagePointerEvent& event) {
    move(event);
    if (m_from && m_dragged) {
        const bool isEllipse = m_shape == Shape::Ellipse;
        finish(
            {isEllipse ? paint::fillEllipse(m_box, clip()) : paint::fillRectangle(m_box, clip())},
            isEllipse ? QCoreApplication::translate("BoxTool", "Ellipse")
                      : QCoreApplication::translate("BoxTool", "Rectangle"));
    }
    m_from.reset();
}

std::vector<ShapeTool::Line> BoxTool::outline(const std::optional<base::Point>&) const {
    if (!m_from || m_box.empty()) {
        return {};
    }
    const base::Point first{static_cast<double>(m_box.x0), static_cast<double>(m_box.y0)};
    const base::Point last{static_cast<double>(m_box.x1), static_cast<double>(m_box.y1)};
    Line line;
    if (m_shape == Shape::Rectangle) {
        line.points = {first, {last.x, first.y}, last, {first.x, last.y}, first};
    } else {
        constexpr int kCorners = 128;
        for (int i = 0; i <= kCorners; ++i) {
            const double angle = 2 * std::numbers::pi * i / kCorners;
            line.points.push_back(
                {(first.x + last.x) / 2 + (last.x - first.x) / 2 * std::cos(angle),
                 (first.y + last.y) / 2 + (last.y - first.y) / 2 * std::sin(angle)});
        }
    }
    return {line};
}

}  // namespace frisket::ui
