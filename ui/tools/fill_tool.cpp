// SPDX-License-Identifier: MIT
#include "ui/tools/fill_tool.h"

#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QLocale>

#include "ui/session/joining.h"
#include "ui/session/pixel_facts.h"
#include "ui/tools/found_overlay.h"
#include "ui/tools/shape_join.h"

namespace frisket::ui {

namespace {
/// Device pixels that a click may slip without becoming a drag.
constexpr double kSlip = 6;
/// How long a drag may take to look at what is seen.
constexpr int kLookMs = 12;

void fill(session::Document& document, paint::Pixel seed, const session::Similarity& similarity,
          session::Join join) {
    const session::PaintInto into = document.paintTarget().into;
    session::joinFound(document, session::similarPixels(document, seed, similarity), join,
                       QCoreApplication::translate("FillTool", "Fill"), into);
}
}  // namespace

void FillTool::press(const ImagePointerEvent& event) {
    if (!m_context.document.canPaint() || m_context.document.inStroke()) {
        return;
    }
    m_press =
        Press{session::pixelAt(event.position), event.device.x(), m_context.options.similarity()};
    m_join = joinOf(event, chosenJoin(m_context));
}

void FillTool::move(const ImagePointerEvent& event) {
    if (!m_press || m_context.document.busy()) {
        return;
    }
    const double way = event.device.x() - m_press->deviceX;
    const double step = session::toleranceStep(m_context.document, m_press->before.layer);
    m_press->drags = m_press->drags || (std::abs(way) > kSlip && step > 0);
    if (!m_press->drags) {
        return;
    }
    session::Similarity similarity = m_press->before;
    similarity.tolerance = std::max(0.0, similarity.tolerance + way * step);
    if (step >= 0.125) {  // as fine as that says no more than the next whole number
        similarity.tolerance = std::round(similarity.tolerance);
    }
    m_context.options.setSimilarity(similarity);
    look();
}

void FillTool::look() {
    auto found =
        session::similarPixelsIn(m_context.document, m_press->seed, m_context.options.similarity(),
                                 m_context.panner.visibleRect(), kLookMs);
    m_found = found ? *std::move(found) : condition::BitRegion();
    m_context.panner.redrawOverlay();
}

void FillTool::release(const ImagePointerEvent& event) {
    // Where the button is let go, so that a slip can still be taken back with Esc.
    if (!m_press) {
        return;
    }
    move(event);
    // Not from within the event: a job turns the event loop, in which a linked canvas, and this
    // tool with it, may go.
    QMetaObject::invokeMethod(
        &m_context.document,
        [&document = m_context.document, seed = m_press->seed, join = m_join,
         similarity = m_context.options.similarity()] { fill(document, seed, similarity, join); },
        Qt::QueuedConnection);
    letGo();
}

void FillTool::cancel() {
    if (m_press) {
        if (m_press->drags) {
            m_context.options.setSimilarity(m_press->before);
        }
        letGo();
    }
}

void FillTool::letGo() {
    m_press.reset();
    m_found = {};
    m_context.panner.redrawOverlay();
}

QCursor FillTool::cursor() const { return crossCursor(m_context); }

void FillTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                            const std::optional<base::Point>&, const QRect& exposed) const {
    if (!m_press || !m_press->drags) {
        return;
    }
    drawFound(painter, view, m_found, exposed,
              m_join == session::Join::Subtract ? FoundLook::Removed : FoundLook::Added);
    drawHint(painter,
             QCoreApplication::translate("FillTool",
                                         "Tolerance %1. Drag right for more, left for "
                                         "less; Esc leaves it.")
                 .arg(QLocale().toString(m_context.options.similarity().tolerance, 'g', 6)),
             viewportOf(painter), exposed);
}

}  // namespace frisket::ui
