// SPDX-License-Identifier: MIT
#include "ui/tools/pick_tool.h"

#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QFontInfo>
#include <QFontMetrics>
#include <QGuiApplication>

#include "ui/session/joining.h"
#include "ui/session/layer_values.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/similar_pixels.h"
#include "ui/tools/shape_join.h"

namespace frisket::ui {

namespace {
using session::PickAction;

/// Of the box beside the pointer, in device pixels.
constexpr QPoint kAway(16, 18);
constexpr int kPadding = 6;

/// As large as that of the widgets, in device pixels.
QFont captionFont() {
    QFont font = QGuiApplication::font();
    font.setPixelSize(qRound(QFontInfo(font).pixelSize() * qGuiApp->devicePixelRatio()));
    return font;
}

void select(session::Document& document, paint::Pixel seed, const session::Similarity& similarity,
            session::Join join) {
    session::joinFound(document, session::similarPixels(document, seed, similarity), join,
                       similarity.contiguous
                           ? QCoreApplication::translate("PickTool", "Select component")
                           : QCoreApplication::translate("PickTool", "Select label"),
                       session::PaintInto::Condition);
}
}  // namespace

bool takeLabel(const ToolContext& context, base::Point place) {
    const auto value = session::pickedValue(context.document, context.options.pick().layer,
                                            session::pixelAt(place));
    if (value && !context.document.busy()) {
        context.document.setPaintTarget({session::PaintInto::Destination, *value});
    }
    return value.has_value();
}

void PickTool::press(const ImagePointerEvent& event) {
    const PickAction action = m_context.options.pick().action;
    const bool joins =
        event.button == Qt::RightButton || event.eraser ||
        (event.modifiers & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier)) != 0;
    m_takes = action == PickAction::Take && !joins;
    m_everywhere = action == PickAction::Label;
    m_join = joinOf(event, m_context.options.join());
}

void PickTool::release(const ImagePointerEvent& event) {
    // Where the button is let go, so that a slip can still be taken back with Esc.
    const auto join = std::exchange(m_join, std::nullopt);
    if (!join) {
        return;
    }
    if (m_takes) {
        takeLabel(m_context, event.position);
        return;
    }
    const session::Similarity similarity{m_context.options.pick().layer, 0, !m_everywhere,
                                         m_context.options.similarity().connectivity};
    // Not from within the event, as in FillTool.
    QMetaObject::invokeMethod(
        &m_context.document,
        [&document = m_context.document, seed = session::pixelAt(event.position), similarity,
         join = *join] { select(document, seed, similarity, join); },
        Qt::QueuedConnection);
}

std::optional<PickTool::Caption> PickTool::caption(const ViewTransform& view,
                                                   const std::optional<base::Point>& hover) const {
    if (!hover || m_context.document.busy()) {
        return std::nullopt;
    }
    const paint::Pixel pixel = session::pixelAt(*hover);
    const session::LayerId layer = m_context.options.pick().layer;
    const auto element = session::elementAt(m_context.document, layer, pixel.x, pixel.y);
    if (!element) {
        return std::nullopt;
    }
    Caption caption;
    const QString name = session::nameOf(m_context.styles.labels(), *element);
    caption.text = name.isEmpty() ? element->text() : element->text() + u' ' + name;
    caption.colour = session::valueColour(m_context.document, m_context.styles, layer,
                                          element->dtype, element->bytes.data());
    const QFontMetrics metrics(captionFont());
    const int side = metrics.height();
    caption.box = QRect(
        view.toDevice(*hover).toPoint() + kAway,
        QSize(metrics.horizontalAdvance(caption.text) + side + 3 * kPadding, side + kPadding));
    return caption;
}

void PickTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                            const std::optional<base::Point>& hover, const QRect& exposed) const {
    const auto shown = caption(view, hover);
    if (!shown || !shown->box.intersects(exposed)) {
        return;
    }
    const QRect& box = shown->box;
    painter.save();
    painter.setFont(captionFont());
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(20, 20, 20, 230));
    painter.drawRect(box);
    const int side = box.height() - 2 * kPadding;
    const QRect swatch(box.left() + kPadding, box.top() + kPadding, side, side);
    painter.setPen(QColor(255, 255, 255, 160));
    painter.setBrush(shown->colour.alpha() == 0 ? QBrush(Qt::NoBrush) : QBrush(shown->colour));
    painter.drawRect(swatch);
    painter.setPen(Qt::white);
    painter.drawText(box.adjusted(side + 2 * kPadding, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     shown->text);
    painter.restore();
}

QRegion PickTool::overlayRegion(const ViewTransform& view, const std::optional<base::Point>& hover,
                                const QRect& visible) const {
    const auto shown = caption(view, hover);
    return shown ? QRegion(shown->box.adjusted(-1, -1, 1, 1).intersected(visible)) : QRegion();
}

}  // namespace frisket::ui
