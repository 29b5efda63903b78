// SPDX-License-Identifier: MIT
#include "ui/docks/swatch.h"

#include <QPainter>

#include "ui/theme.h"

namespace frisket::ui {

QIcon swatch(const QColor& colour, const QPalette& palette, qreal ratio) {
    QPixmap pixmap(QSize(kSwatchSide, kSwatchSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(quietText(palette));
    if (colour.alpha() == 0) {
        painter.setBrush(QBrush(quietText(palette), Qt::Dense6Pattern));
    } else {
        painter.setBrush(colour);
    }
    painter.drawRoundedRect(QRectF(0.5, 0.5, kSwatchSide - 1, kSwatchSide - 1), 3, 3);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);  // else it would be tinted as chosen rows are
    return icon;
}

}  // namespace frisket::ui
