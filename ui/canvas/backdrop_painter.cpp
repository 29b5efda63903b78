// SPDX-License-Identifier: MIT
#include "ui/canvas/backdrop_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/sampling.h"

namespace frisket::ui {

namespace {
/// The picture is in 32-bit colour.
constexpr std::int64_t kPixelBytes = 4;

void drawPixels(QPainter& painter, const QImage& picture, double scale, const QRect& part) {
    // Sampled as the masks are, so that they lie on each other to the device pixel.
    const QRect inside =
        part.intersected(QRect(0, 0, static_cast<int>(deviceExtent(picture.width(), scale)),
                               static_cast<int>(deviceExtent(picture.height(), scale))));
    if (inside.isEmpty()) {
        return;
    }
    const AxisSampling columns =
        sampleAxis(inside.left(), inside.right() + 1, picture.width(), scale);
    const AxisSampling rows =
        sampleAxis(inside.top(), inside.bottom() + 1, picture.height(), scale);
    QImage enlarged(inside.size(), picture.format());
    for (int y = 0; y < enlarged.height(); ++y) {
        const std::size_t place = static_cast<std::size_t>(rows.index[static_cast<std::size_t>(y)]);
        const auto row = static_cast<int>(rows.pixels[place]);
        const auto* line = reinterpret_cast<const std::byte*>(picture.constScanLine(row));
        expandRow(line + columns.pixels.front() * kPixelBytes, kPixelBytes, columns.index,
                  reinterpret_cast<std::byte*>(enlarged.scanLine(y)));
    }
    painter.drawImage(inside.topLeft(), enlarged);
}

void drawSmoothly(QPainter& painter, session::Photo& photo, double scale, const QRect& part) {
    const QSizeF target = QSizeF(photo.picture().size()) * scale;
    const int halvings =
        scale >= 1 ? 0 : std::clamp(static_cast<int>(std::floor(-std::log2(scale))), 0, 12);
    const QImage& picture = photo.level(halvings);
    const double perX = target.width() / picture.width();
    const double perY = target.height() / picture.height();
    const int left = static_cast<int>(std::floor(part.left() / perX)) - 1;
    const int top = static_cast<int>(std::floor(part.top() / perY)) - 1;
    const int right = static_cast<int>(std::ceil((part.right() + 1) / perX)) + 1;
    const int bottom = static_cast<int>(std::ceil((part.bottom() + 1) / perY)) + 1;
    const QRect source = QRect(left, top, right - left, bottom - top).intersected(picture.rect());
    if (source.isEmpty()) {
        return;
    }
    painter.save();
    painter.setClipRect(part);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(source.left() * perX, source.top() * perY, source.width() * perX,
                             source.height() * perY),
                      picture, QRectF(source));
    painter.restore();
}

}  // namespace

void drawBackdrop(QPainter& painter, session::Photo& photo, double scale, const QRect& part) {
    if (photo.isNull()) {
        return;
    }
    if (scale >= 2 || scale == 1) {
        drawPixels(painter, photo.picture(), scale, part);
    } else {
        drawSmoothly(painter, photo, scale, part);
    }
}

}  // namespace frisket::ui
