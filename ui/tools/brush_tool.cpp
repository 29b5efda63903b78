// SPDX-License-Identifier: MIT
#include "ui/tools/brush_tool.h"

#include <QCoreApplication>

#include "core/paint/round_brush.h"
#include "ui/tools/circle_outline.h"
#include "ui/tools/outline.h"

namespace frisket::ui {

namespace {
QPolygonF squareAround(QPointF centre, double radius) {
    return QPolygonF(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius));
}
}  // namespace

BrushTool::BrushTool(ToolContext context, bool value) : m_context(context), m_value(value) {}

void BrushTool::press(const ImagePointerEvent& event) {
    if (!m_context.document.canPaint() || m_context.document.inStroke()) {
        return;
    }
    m_strokeValue = m_value && event.button != Qt::RightButton && !event.eraser;
    m_nib = m_context.options.nib();
    m_path = paint::StrokePath(m_nib.diameter);
    m_moved = false;
    m_context.document.beginStroke();
    const std::optional<base::Point>& last = m_context.options.lastPoint();
    const bool line = event.modifiers.testFlag(Qt::ShiftModifier) && last;
    const paint::Segment start = m_path.begin(line ? *last : event.position);
    if (m_nib.shape != paint::NibShape::Flat) {
        sweep(m_nib, start);  // a flat end has no dab, until it is known that the brush stays
    }
    move(event);
}

void BrushTool::move(const ImagePointerEvent& event) {
    if (!m_context.document.inStroke()) {
        return;
    }
    if (const auto segment = m_path.extend(event.position)) {
        if (m_nib.shape == paint::NibShape::Flat && m_moved) {
            sweep(m_nib, {segment->from, segment->from});  // the joint
        }
        sweep(m_nib, *segment);
        m_moved = true;
    }
}

void BrushTool::release(const ImagePointerEvent& event) {
    if (!m_context.document.inStroke()) {
        return;
    }
    move(event);
    if (m_nib.shape == paint::NibShape::Flat && !m_moved) {
        sweep(m_nib, {*m_path.last(), *m_path.last()});
    }
    m_path.end();
    m_context.options.setLastPoint(m_path.last());
    m_context.document.commitStroke(
        m_strokeValue ? QCoreApplication::translate("BrushTool", "Brush stroke")
                      : QCoreApplication::translate("BrushTool", "Eraser stroke"));
}

void BrushTool::cancel() {
    if (m_context.document.inStroke()) {
        m_context.document.abortStroke();
    }
}

void BrushTool::sweep(const paint::Nib& nib, const paint::Segment& segment) {
    // Bands, so that a fast diagonal does not pay for its bounding box.
    const std::vector<condition::BitRegion> bands =
        paint::sweep(nib, segment.from, segment.to, m_context.document.planeRect());
    m_context.document.extendStroke(bands, m_strokeValue);
}

QCursor BrushTool::cursor() const { return {Qt::CrossCursor}; }

BrushTool::Circle BrushTool::circleAt(const ViewTransform& view, base::Point hover) const {
    const int size = m_context.options.brushSize();
    const paint::HalfPoint snapped = paint::snapped(hover, size);
    const base::Point centre{static_cast<double>(snapped.x) / 2,
                             static_cast<double>(snapped.y) / 2};
    return {view.toDevice(centre), size * view.scale() / 2};
}

void BrushTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                             const std::optional<base::Point>& hover, const QRect& exposed) const {
    if (hover && m_context.document.canPaint()) {
        const Circle circle = circleAt(view, *hover);
        if (m_context.options.nibShape() == paint::NibShape::Square) {
            drawLine(painter, squareAround(circle.centre, circle.radius), !m_value, exposed);
        } else {
            drawCircleOutline(painter, circle.centre, circle.radius, !m_value, exposed);
        }
    }
}

QRegion BrushTool::overlayRegion(const ViewTransform& view, const std::optional<base::Point>& hover,
                                 const QRect& visible) const {
    if (!hover || !m_context.document.canPaint()) {
        return {};
    }
    const Circle circle = circleAt(view, *hover);
    if (m_context.options.nibShape() == paint::NibShape::Square) {
        return lineRegion(squareAround(circle.centre, circle.radius), kLineReach, visible);
    }
    return circleOutlineRegion(circle.centre, circle.radius, visible);
}

}  // namespace frisket::ui
