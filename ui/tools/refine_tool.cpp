// SPDX-License-Identifier: MIT
#include "ui/tools/refine_tool.h"

#include <cmath>

#include <QCoreApplication>

#include "core/paint/shapes.h"
#include "ui/session/pixel_facts.h"
#include "ui/tools/found_overlay.h"
#include "ui/tools/outline.h"

namespace frisket::ui {

namespace {
/// Device pixels that a click may slip without becoming a drag.
constexpr double kSlip = 4;

QPolygonF outlineOf(const ViewTransform& view, const base::Rect& box) {
    const auto x0 = static_cast<double>(box.x0);
    const auto y0 = static_cast<double>(box.y0);
    const auto x1 = static_cast<double>(box.x1);
    const auto y1 = static_cast<double>(box.y1);
    return toDevice(view, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}});
}
}  // namespace

RefineTool::RefineTool(ToolContext context)
    : m_context(context), m_preview(context.document.refining()) {
    const auto redraw = [this] {
        if (m_preview.active()) {
            m_context.panner.redrawOverlay();
        }
    };
    QObject::connect(&m_preview, &session::RefinePreview::changed, &m_watch, redraw);
    QObject::connect(&m_preview, &session::RefinePreview::asked, &m_watch, redraw);
}

void RefineTool::press(const ImagePointerEvent& event) {
    if (m_context.document.canPaint(session::PaintInto::Condition)) {
        m_drag = Drag{event.position, event.position, event.device};
    }
}

void RefineTool::move(const ImagePointerEvent& event) {
    if (!m_drag) {
        return;
    }
    m_drag->to = event.position;
    const QPointF way = event.device - m_drag->pressedAt;
    m_drag->moved = m_drag->moved || std::hypot(way.x(), way.y()) > kSlip;
}

void RefineTool::release(const ImagePointerEvent& event) {
    if (!m_drag) {
        return;
    }
    move(event);
    refine::Scope scope;
    if (m_drag->moved) {
        const base::Rect area = box();
        if (!area.empty()) {
            scope.area = area;
        }
    } else {
        scope.component = session::pixelAt(m_drag->from);
        if (!session::isSelected(m_context.document, *scope.component)) {
            scope.component.reset();  // a click beside: everywhere again
        }
    }
    m_drag.reset();
    m_preview.setScope(scope);
    m_context.panner.redrawOverlay();
}

void RefineTool::cancel() {
    if (m_drag) {
        m_drag.reset();
        m_context.panner.redrawOverlay();
    }
}

bool RefineTool::keyPressed(int key) {
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        m_preview.commit();
        return true;
    }
    if (key == Qt::Key_Escape && m_preview.scope() != refine::Scope()) {
        m_preview.setScope({});
        return true;
    }
    return false;
}

base::Rect RefineTool::box() const {
    if (m_drag) {
        return m_drag->moved ? paint::boxBetween(m_drag->from, m_drag->to)
                                   .intersected(m_context.document.planeRect())
                             : base::Rect();
    }
    return m_preview.scope().area.value_or(base::Rect());
}

QString RefineTool::hint() const {
    if (!m_context.document.canPaint(session::PaintInto::Condition)) {
        return {};
    }
    if (!m_preview.problem().isEmpty()) {
        return m_preview.problem();
    }
    const char* text = QT_TRANSLATE_NOOP(
        "RefineTool",
        "Enter makes the change. Click a component or drag a box to refine only that.");
    if (m_preview.scope().component) {
        text = QT_TRANSLATE_NOOP(
            "RefineTool", "Only this component. Enter makes the change, Esc goes back to all.");
    } else if (m_preview.scope().area) {
        text = QT_TRANSLATE_NOOP("RefineTool",
                                 "Only in this box. Enter makes the change, Esc goes back to all.");
    }
    return QCoreApplication::translate("RefineTool", text);
}

void RefineTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                              const std::optional<base::Point>&, const QRect& exposed) const {
    if (const auto& change = m_preview.change()) {
        drawFound(painter, view, change->added, exposed, FoundLook::Added);
        drawFound(painter, view, change->removed, exposed, FoundLook::Removed);
    }
    if (const base::Rect area = box(); !area.empty()) {
        drawLine(painter, outlineOf(view, area), !m_drag, exposed);
    }
    if (const QString text = hint(); !text.isEmpty()) {
        drawHint(painter, text, viewportOf(painter), exposed);
    }
}

QRegion RefineTool::overlayRegion(const ViewTransform& view, const std::optional<base::Point>&,
                                  const QRect& visible) const {
    const base::Rect area = box();
    return area.empty() ? QRegion() : lineRegion(outlineOf(view, area), kLineReach, visible);
}

}  // namespace frisket::ui
