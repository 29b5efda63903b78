// SPDX-License-Identifier: MIT
#include "ui/tools/shape_tool.h"

#include "ui/session/joining.h"
#include "ui/tools/shape_join.h"

namespace frisket::ui {

QCursor ShapeTool::cursor() const { return crossCursor(m_context); }

bool ShapeTool::begin(const ImagePointerEvent& event) {
    if (!m_context.document.canPaint() || m_context.document.inStroke()) {
        return false;
    }
    m_join = joinOf(event, chosenJoin(m_context));
    m_held = event.modifiers;
    return true;
}

void ShapeTool::finish(const std::vector<condition::BitRegion>& regions, const QString& name) {
    session::joinRegions(m_context.document, regions, m_join, name);
}

void ShapeTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                             const std::optional<base::Point>& hover, const QRect& exposed) const {
    for (const Line& line : outline(hover)) {
        drawLine(painter, toDevice(view, line.points), line.dashed, exposed,
                 m_context.options.paintColour());
    }
}

QRegion ShapeTool::overlayRegion(const ViewTransform& view, const std::optional<base::Point>& hover,
                                 const QRect& visible) const {
    QRegion region;
    for (const Line& line : outline(hover)) {
        region += lineRegion(toDevice(view, line.points), kLineReach, visible);
    }
    return region;
}

}  // namespace frisket::ui
