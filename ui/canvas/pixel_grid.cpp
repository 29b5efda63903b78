// SPDX-License-Identifier: MIT
#include "ui/canvas/pixel_grid.h"

#include <algorithm>
#include <cmath>

namespace frisket::ui {

namespace {
/// Grey that darkens white and brightens black about as much.
constexpr QColor kLine(128, 128, 128, 120);

/// The first device pixel whose centre is not before `place`.
int firstPixel(double place) { return static_cast<int>(std::ceil(place - 0.5)); }
}  // namespace

void drawPixelGrid(QPainter& painter, const ViewTransform& view, const base::Rect& image,
                   const QRect& exposed) {
    const QRect seen = exposed.intersected(QRect(view.origin(), view.extent()));
    if (view.scale() < kGridFrom || seen.isEmpty()) {
        return;
    }
    const base::Point a = view.toImage(QPointF(seen.topLeft()) - QPointF(1, 1));
    const base::Point b = view.toImage(QPointF(seen.bottomRight()) + QPointF(2, 2));
    const auto first = [](double one, double other, std::int64_t low) {
        return std::max(low, static_cast<std::int64_t>(std::floor(std::min(one, other))));
    };
    const auto last = [](double one, double other, std::int64_t high) {
        return std::min(high, static_cast<std::int64_t>(std::ceil(std::max(one, other))));
    };
    // A line is the first device pixel on its far side; between two lines there is a whole pixel.
    const auto line = [&](base::Point from, base::Point to) {
        const QPointF p = view.toDevice(from);
        const QPointF q = view.toDevice(to);
        const QRectF span(QPointF(std::min(p.x(), q.x()), std::min(p.y(), q.y())),
                          QPointF(std::max(p.x(), q.x()), std::max(p.y(), q.y())));
        const QRect pixels(firstPixel(span.left()), firstPixel(span.top()),
                           std::max(1, static_cast<int>(std::lround(span.width()))),
                           std::max(1, static_cast<int>(std::lround(span.height()))));
        painter.fillRect(pixels.intersected(seen), kLine);
    };
    const auto top = static_cast<double>(image.y0);
    const auto bottom = static_cast<double>(image.y1);
    for (std::int64_t x = first(a.x, b.x, image.x0); x <= last(a.x, b.x, image.x1); ++x) {
        line({static_cast<double>(x), top}, {static_cast<double>(x), bottom});
    }
    const auto left = static_cast<double>(image.x0);
    const auto right = static_cast<double>(image.x1);
    for (std::int64_t y = first(a.y, b.y, image.y0); y <= last(a.y, b.y, image.y1); ++y) {
        line({left, static_cast<double>(y)}, {right, static_cast<double>(y)});
    }
}

}  // namespace frisket::ui
