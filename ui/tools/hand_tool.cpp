// SPDX-License-Identifier: MIT
#include "ui/tools/hand_tool.h"

namespace frisket::ui {

void HandTool::press(const ImagePointerEvent& event) { m_last = event.device.toPoint(); }

void HandTool::move(const ImagePointerEvent& event) {
    if (m_last) {
        const QPoint here = event.device.toPoint();
        m_context.panner.panBy(here - *m_last);
        m_last = here;
    }
}

void HandTool::release(const ImagePointerEvent& event) {
    move(event);
    m_last.reset();
}

QCursor HandTool::cursor() const { return {m_last ? Qt::ClosedHandCursor : Qt::OpenHandCursor}; }

}  // namespace frisket::ui
