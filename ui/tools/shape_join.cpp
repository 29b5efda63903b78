// SPDX-License-Identifier: MIT
#include "ui/tools/shape_join.h"

#include <QPainter>
#include <QPixmap>

namespace frisket::ui {

namespace {
using session::Join;

/// Widget pixels.
constexpr int kSide = 32;
constexpr QPoint kHot(11, 11);
constexpr QPoint kSign(23, 23);
constexpr QRect kColour(1, 20, 9, 9);

void paintSigns(QPainter& painter, Join join) {
    for (const QPoint way : {QPoint(1, 0), QPoint(0, 1)}) {
        painter.drawLine(kHot + 3 * way, kHot + 9 * way);
        painter.drawLine(kHot - 3 * way, kHot - 9 * way);
    }
    if (join == Join::Add || join == Join::Subtract) {
        painter.drawLine(kSign - QPoint(4, 0), kSign + QPoint(4, 0));
    }
    if (join == Join::Add) {
        painter.drawLine(kSign - QPoint(0, 4), kSign + QPoint(0, 4));
    }
    if (join == Join::Intersect) {
        painter.drawEllipse(QPointF(kSign) - QPointF(2, 0), 4, 4);
        painter.drawEllipse(QPointF(kSign) + QPointF(2, 0), 4, 4);
    }
}
}  // namespace

Join joinOf(Qt::KeyboardModifiers modifiers, Join chosen) {
    const bool adds = modifiers.testFlag(Qt::ShiftModifier);
    const bool subtracts =
        modifiers.testFlag(Qt::AltModifier) || modifiers.testFlag(Qt::ControlModifier);
    if (adds && subtracts) {
        return Join::Intersect;
    }
    return adds ? Join::Add : subtracts ? Join::Subtract : chosen;
}

Join joinOf(const ImagePointerEvent& event, Join chosen) {
    return event.button == Qt::RightButton || event.eraser ? Join::Subtract
                                                           : joinOf(event.modifiers, chosen);
}

Join chosenJoin(const ToolContext& context) {
    const Join join = context.options.join();
    const bool isLabel = context.document.paintTarget().into == session::PaintInto::Destination;
    return isLabel && join != Join::Subtract ? Join::Add : join;
}

QCursor crossCursor(const ToolContext& context) {
    const Join join = chosenJoin(context);
    QPixmap pixmap(kSide, kSide);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [colour, width] :
         {std::pair(QColor(0, 0, 0, 200), 3.0), std::pair(QColor(Qt::white), 1.2)}) {
        painter.setPen(QPen(colour, width));
        paintSigns(painter, join);
    }
    if (const auto& colour = context.options.paintColour()) {
        painter.setPen(QPen(Qt::white, 1));
        painter.setBrush(*colour);
        painter.drawRect(kColour);
    }
    painter.end();
    return QCursor(pixmap, kHot.x(), kHot.y());
}

}  // namespace frisket::ui
