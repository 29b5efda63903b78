// SPDX-License-Identifier: MIT
#include "ui/tools/brush_tool.h"

#include <cmath>
#include <utility>

#include <QCoreApplication>

#include "core/paint/round_brush.h"
#include "ui/tools/circle_outline.h"
#include "ui/tools/outline.h"

namespace frisket::ui {

namespace {
/// Device pixels that a click with Shift may slip without becoming a drag.
constexpr double kSlip = 8;

QPolygonF squareAround(QPointF centre, double radius) {
    return QPolygonF(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius));
}
}  // namespace

BrushTool::BrushTool(ToolContext context, bool value) : m_context(context), m_value(value) {}

void BrushTool::press(const ImagePointerEvent& event) {
    session::Document& document = m_context.document;
    if (!document.canPaint() || document.inStroke()) {
        return;
    }
    const session::ToolOptions& options = m_context.options;
    const session::BrushHelp& help = options.brushHelp();
    m_strokeValue = m_value && event.button != Qt::RightButton && !event.eraser;
    m_pulls = help.steadiness > 0;
    m_stroke.emplace(paint::BrushStyle{.nib = options.nib(),
                                       .symmetry = options.symmetry(document.planeRect()),
                                       .pull = help.steadiness / event.scale,
                                       .pressure = help.pressure});
    const bool shift = event.modifiers.testFlag(Qt::ShiftModifier);
    m_press.reset();
    if (shift) {
        m_press = {event.position, event.device.x(), options.brushSize()};
    }
    document.beginStroke();
    paint(m_stroke->begin(event.position, event.pressure,
                          shift ? options.lastPoint() : std::nullopt));
}

bool BrushTool::beginsResizing(const ImagePointerEvent& event) const {
    return m_press && event.modifiers.testFlag(Qt::ShiftModifier) &&
           std::abs(event.device.x() - m_press->fromX) > kSlip;
}

void BrushTool::move(const ImagePointerEvent& event) {
    if (m_stroke && beginsResizing(event)) {
        const Resizing resizing = *m_press;
        cancel();
        m_resizing = resizing;
    }
    if (m_resizing) {
        // The outline follows the pointer.
        const double change = 2 * (event.device.x() - m_resizing->fromX) / event.scale;
        m_context.options.setBrushSize(static_cast<int>(std::lround(std::clamp(
            m_resizing->startSize + change, 1.0, static_cast<double>(session::kLargestBrush)))));
    } else if (m_stroke && m_context.document.inStroke()) {
        if (!event.modifiers.testFlag(Qt::ShiftModifier)) {
            m_press.reset();  // Shift was let go: a stroke after the line
        }
        paint(m_stroke->extend(event.position, event.pressure));
    }
}

void BrushTool::release(const ImagePointerEvent& event) {
    m_press.reset();
    if (std::exchange(m_resizing, std::nullopt) || !m_stroke) {
        return;
    }
    if (m_context.document.inStroke()) {
        move(event);
        paint(m_stroke->end());
    }
    if (m_context.document.inStroke()) {  // where memory ran out it was taken back
        m_context.options.setLastPoint(m_stroke->tip());
        m_context.document.commitStroke(
            m_strokeValue ? QCoreApplication::translate("BrushTool", "Brush stroke")
                          : QCoreApplication::translate("BrushTool", "Eraser stroke"));
    }
    m_stroke.reset();
}

void BrushTool::cancel() {
    m_press.reset();
    if (m_resizing) {
        m_context.options.setBrushSize(m_resizing->startSize);
        m_resizing.reset();
    }
    if (std::exchange(m_stroke, std::nullopt)) {
        m_context.document.abortStroke();
    }
}

void BrushTool::paint(const std::vector<paint::Sweep>& sweeps) {
    std::vector<condition::BitRegion> regions;
    for (const paint::Sweep& each : sweeps) {
        // Bands, so that a fast diagonal does not pay for its bounding box.
        for (condition::BitRegion& band :
             paint::sweep(each.nib, each.from, each.to, m_context.document.planeRect())) {
            regions.push_back(std::move(band));
        }
    }
    m_context.document.extendStroke(regions, m_strokeValue);
}

QCursor BrushTool::cursor() const { return {Qt::CrossCursor}; }

BrushTool::Circle BrushTool::circleAt(const ViewTransform& view, base::Point place) const {
    const int size = m_context.options.brushSize();
    const paint::HalfPoint snapped = paint::snapped(place, size);
    const base::Point centre{static_cast<double>(snapped.x) / 2,
                             static_cast<double>(snapped.y) / 2};
    return {view.toDevice(centre), size * view.scale() / 2};
}

std::optional<base::Point> BrushTool::place(const std::optional<base::Point>& hover) const {
    if (m_resizing) {
        return m_resizing->at;
    }
    if (!hover || !m_context.document.canPaint()) {
        return std::nullopt;
    }
    return m_stroke && m_pulls ? m_stroke->tip() : *hover;
}

QPolygonF BrushTool::string(const ViewTransform& view,
                            const std::optional<base::Point>& hover) const {
    return m_stroke && m_pulls && hover
               ? QPolygonF({view.toDevice(*hover), view.toDevice(m_stroke->tip())})
               : QPolygonF();
}

void BrushTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                             const std::optional<base::Point>& hover, const QRect& exposed) const {
    const auto at = place(hover);
    if (!at) {
        return;
    }
    const Circle circle = circleAt(view, *at);
    if (m_context.options.nibShape() == paint::NibShape::Square) {
        drawLine(painter, squareAround(circle.centre, circle.radius), !m_value, exposed);
    } else {
        drawCircleOutline(painter, circle.centre, circle.radius, !m_value, exposed);
    }
    if (const QPolygonF line = string(view, hover); !line.isEmpty()) {
        drawLine(painter, line, false, exposed);
    }
}

QRegion BrushTool::overlayRegion(const ViewTransform& view, const std::optional<base::Point>& hover,
                                 const QRect& visible) const {
    const auto at = place(hover);
    if (!at) {
        return {};
    }
    const Circle circle = circleAt(view, *at);
    QRegion region =
        m_context.options.nibShape() == paint::NibShape::Square
            ? lineRegion(squareAround(circle.centre, circle.radius), kLineReach, visible)
            : circleOutlineRegion(circle.centre, circle.radius, visible);
    if (const QPolygonF line = string(view, hover); !line.isEmpty()) {
        region += lineRegion(line, kLineReach, visible);
    }
    return region;
}

}  // namespace frisket::ui
