// SPDX-License-Identifier: MIT
#include "ui/tools/fill_tool.h"

#include <cmath>
#include <utility>

#include <QCoreApplication>

#include "ui/session/joining.h"
#include "ui/session/similar_pixels.h"
#include "ui/tools/shape_join.h"

namespace frisket::ui {

namespace {
void fill(session::Document& document, paint::Pixel seed, const session::Similarity& similarity,
          session::Join join) {
    const auto found = session::similarPixels(document, seed, similarity);
    if (found) {
        session::joinRegions(document, {&*found, 1}, join,
                             QCoreApplication::translate("FillTool", "Fill"));
    } else if (found.error().code != base::ErrorCode::Cancelled) {
        emit document.failed(found.error());
    }
}
}  // namespace

void FillTool::press(const ImagePointerEvent& event) {
    m_pressed = m_context.document.canPaint() && !m_context.document.inStroke();
    m_join = joinOf(event, chosenJoin(m_context));
}

void FillTool::release(const ImagePointerEvent& event) {
    // Where the button is let go, so that a slip can still be taken back with Esc.
    if (!std::exchange(m_pressed, false)) {
        return;
    }
    const paint::Pixel seed{static_cast<std::int64_t>(std::floor(event.position.x)),
                            static_cast<std::int64_t>(std::floor(event.position.y))};
    // Not from within the event: a job turns the event loop, in which a linked canvas, and this
    // tool with it, may go.
    QMetaObject::invokeMethod(
        &m_context.document,
        [&document = m_context.document, seed, join = m_join,
         similarity = m_context.options.similarity()] { fill(document, seed, similarity, join); },
        Qt::QueuedConnection);
}

QCursor FillTool::cursor() const { return crossCursor(m_context); }

}  // namespace frisket::ui
