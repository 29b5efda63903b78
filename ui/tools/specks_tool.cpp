// SPDX-License-Identifier: MIT
#include "ui/tools/specks_tool.h"

#include <utility>

#include <QCoreApplication>

#include "ui/session/pixel_facts.h"
#include "ui/tools/found_overlay.h"

namespace frisket::ui {

SpecksTool::SpecksTool(ToolContext context)
    : m_context(context), m_preview(context.document.specks()) {
    QObject::connect(&m_preview, &session::SpeckPreview::changed, &m_watch,
                     [this] { m_context.panner.redrawOverlay(); });
}

void SpecksTool::press(const ImagePointerEvent& event) {
    m_pressed = event.button == Qt::LeftButton;
}

void SpecksTool::release(const ImagePointerEvent& event) {
    // Where the button is let go, so that a slip can still be taken back with Esc.
    if (std::exchange(m_pressed, false)) {
        m_preview.removeAt(session::pixelAt(event.position));
    }
}

bool SpecksTool::keyPressed(int key) {
    if (key != Qt::Key_Return && key != Qt::Key_Enter) {
        return false;
    }
    m_preview.removeAll();
    return true;
}

QString SpecksTool::hint() const {
    if (!m_preview.problem().isEmpty()) {
        return m_preview.problem();
    }
    const char* text = QT_TRANSLATE_NOOP("SpecksTool", "Looking for specks…");
    if (m_preview.found() && m_preview.found()->specks.specks.empty()) {
        text = QT_TRANSLATE_NOOP("SpecksTool", "There are no specks of that size.");
    } else if (m_preview.found()) {
        text = QT_TRANSLATE_NOOP(
            "SpecksTool",
            "Specks of the destination: Enter gives all of them the label around them, a click "
            "one.");
    }
    return QCoreApplication::translate("SpecksTool", text);
}

void SpecksTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                              const std::optional<base::Point>&, const QRect& exposed) const {
    if (m_preview.found()) {
        drawFound(painter, view, m_preview.found()->where, exposed, FoundLook::Removed);
    }
    drawHint(painter, hint(), viewportOf(painter), exposed);
}

}  // namespace frisket::ui
