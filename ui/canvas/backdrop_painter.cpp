// SPDX-License-Identifier: MIT
#include "ui/canvas/backdrop_painter.h"

#include <algorithm>
#include <cmath>

namespace frisket::ui {

void BackdropPainter::setPicture(const QImage& picture) { m_levels = {picture}; }

const QImage& BackdropPainter::level(int halvings) {
    while (static_cast<int>(m_levels.size()) <= halvings) {
        const QImage& last = m_levels.back();
        m_levels.push_back(last.scaled(std::max(1, (last.width() + 1) / 2),
                                       std::max(1, (last.height() + 1) / 2), Qt::IgnoreAspectRatio,
                                       Qt::SmoothTransformation));
    }
    return m_levels[static_cast<std::size_t>(halvings)];
}

void BackdropPainter::draw(QPainter& painter, QPoint origin, double scale, const QRect& exposed) {
    if (m_levels.empty() || m_levels.front().isNull()) {
        return;
    }
    const QSize whole = m_levels.front().size();
    const int halvings =
        scale >= 1 ? 0 : std::clamp(static_cast<int>(std::floor(-std::log2(scale))), 0, 12);
    const QImage& picture = level(halvings);
    const QRectF target(origin, QSizeF(whole) * scale);
    const QRectF visible = target.intersected(QRectF(exposed));
    if (visible.isEmpty()) {
        return;
    }
    // Whole source pixels around what is visible, so that nothing shifts while it is scrolled.
    const double perX = target.width() / picture.width();
    const double perY = target.height() / picture.height();
    const int left = static_cast<int>(std::floor((visible.left() - target.left()) / perX));
    const int top = static_cast<int>(std::floor((visible.top() - target.top()) / perY));
    const int right = static_cast<int>(std::ceil((visible.right() - target.left()) / perX));
    const int bottom = static_cast<int>(std::ceil((visible.bottom() - target.top()) / perY));
    const QRect source =
        QRect(left - 1, top - 1, right - left + 2, bottom - top + 2).intersected(picture.rect());
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < 2 && scale != 1.0);
    painter.drawImage(
        QRectF(target.left() + source.left() * perX, target.top() + source.top() * perY,
               source.width() * perX, source.height() * perY),
        picture, QRectF(source));
    painter.restore();
}

}  // namespace frisket::ui
