// SPDX-License-Identifier: MIT
#include "ui/tools/brush_tool.h"

#include <QCoreApplication>

#include "core/paint/round_brush.h"
#include "ui/tools/circle_outline.h"

namespace frisket::ui {

BrushTool::BrushTool(ToolContext context, bool value) : m_context(context), m_value(value) {}

void BrushTool::press(const ImagePointerEvent& event) {
    if (!m_context.document.canPaint() || m_context.document.inStroke()) {
        return;
    }
    m_strokeValue = m_value && event.button != Qt::RightButton && !event.eraser;
    m_strokeSize = m_context.options.brushSize();
    m_path = paint::StrokePath(m_strokeSize);
    m_context.document.beginStroke();
    const std::optional<base::Point>& last = m_context.options.lastPoint();
    const bool line = event.modifiers.testFlag(Qt::ShiftModifier) && last;
    sweep(m_path.begin(line ? *last : event.position));
    move(event);
}

void BrushTool::move(const ImagePointerEvent& event) {
    if (!m_context.document.inStroke()) {
        return;
    }
    if (const auto segment = m_path.extend(event.position)) {
        sweep(*segment);
    }
}

void BrushTool::release(const ImagePointerEvent& event) {
    if (!m_context.document.inStroke()) {
        return;
    }
    move(event);
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

void BrushTool::sweep(const paint::Segment& segment) {
    // Bands, so that a fast diagonal does not pay for its bounding box.
    const std::vector<condition::BitRegion> bands =
        paint::sweepInBands(segment.from, segment.to, m_strokeSize, m_context.document.planeRect());
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
        drawCircleOutline(painter, circle.centre, circle.radius, !m_value, exposed);
    }
}

QRegion BrushTool::overlayRegion(const ViewTransform& view, const std::optional<base::Point>& hover,
                                 const QRect& visible) const {
    if (!hover || !m_context.document.canPaint()) {
        return {};
    }
    const Circle circle = circleAt(view, *hover);
    return circleOutlineRegion(circle.centre, circle.radius, visible);
}

}  // namespace frisket::ui
