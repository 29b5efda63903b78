// SPDX-License-Identifier: MIT
#include "ui/tools/fill_tool.h"

#include <cmath>
#include <utility>

#include <QCoreApplication>

#include "ui/session/joining.h"
#include "ui/session/similar_pixels.h"
#include "ui/tools/shape_join.h"

namespace frisket::ui {

void FillTool::press(const ImagePointerEvent& event) {
    m_pressed = m_context.document.canPaint() && !m_context.document.inStroke();
    m_join = joinOf(event, m_context.options.join());
}

void FillTool::release(const ImagePointerEvent& event) {
    // Where the button is let go, so that a slip can still be taken back with Esc.
    if (!std::exchange(m_pressed, false)) {
        return;
    }
    const paint::Pixel seed{static_cast<std::int64_t>(std::floor(event.position.x)),
                            static_cast<std::int64_t>(std::floor(event.position.y))};
    session::Document& document = m_context.document;
    const auto found = session::similarPixels(document, seed, m_context.options.similarity());
    if (found) {
        session::joinRegions(document, {&*found, 1}, m_join,
                             QCoreApplication::translate("FillTool", "Fill"));
    } else if (found.error().code != base::ErrorCode::Cancelled) {
        emit document.failed(found.error());
    }
}

QCursor FillTool::cursor() const { return crossCursor(m_context.options.join()); }

}  // namespace frisket::ui
