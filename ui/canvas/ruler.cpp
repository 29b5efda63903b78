// SPDX-License-Identifier: MIT
#include "ui/canvas/ruler.h"

#include <cmath>

#include <QPainter>

namespace frisket::ui {

namespace {
/// Widget pixels between two numbers, at least.
constexpr double kApart = 70;
}  // namespace

std::int64_t Ruler::stepFor(double scale, double least) {
    std::int64_t power = 1;
    while (true) {
        for (const std::int64_t digit : {1, 2, 5}) {
            if (static_cast<double>(digit * power) * scale >= least) {
                return digit * power;
            }
        }
        power *= 10;
    }
}

int Ruler::thickness(const QFontMetrics& metrics) { return metrics.height() + 6; }

Ruler::Ruler(Qt::Orientation orientation, const Canvas& canvas, QWidget* parent)
    : QWidget(parent), m_orientation(orientation), m_canvas(canvas) {
    setToolTip(tr("Pixels of the image"));
    connect(&canvas, &Canvas::viewChanged, this, qOverload<>(&QWidget::update));
    connect(&canvas, &Canvas::hovered, this, [this](const std::optional<base::Point>& place) {
        m_pointer = place;
        update();
    });
}

double Ruler::imagePlace(double widget) const {
    const double device = widget * devicePixelRatioF();
    const bool across = m_orientation == Qt::Horizontal;
    const base::Point at =
        m_canvas.view().toImage(across ? QPointF(device, 0) : QPointF(0, device));
    return across != m_canvas.orientation().transposed ? at.x : at.y;
}

double Ruler::widgetPlace(double image) const {
    // The other coordinate does not matter.
    const QPointF at = m_canvas.view().toDevice({image, image}) / devicePixelRatioF();
    return m_orientation == Qt::Horizontal ? at.x() : at.y();
}

void Ruler::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().window());
    const bool across = m_orientation == Qt::Horizontal;
    const int length = across ? width() : height();
    const int depth = across ? height() : width();
    painter.setPen(palette().mid().color());
    painter.drawLine(across ? QLine(0, depth - 1, length, depth - 1)
                            : QLine(depth - 1, 0, depth - 1, length));
    const double low = std::min(imagePlace(0), imagePlace(length));
    const double high = std::max(imagePlace(0), imagePlace(length));
    const double scale = m_canvas.view().scale() / devicePixelRatioF();
    const std::int64_t step = stepFor(scale, kApart);
    const std::int64_t small = std::max<std::int64_t>(1, step / 5);
    const auto begin =
        static_cast<std::int64_t>(std::floor(low / static_cast<double>(step))) * step;
    painter.setPen(palette().windowText().color());
    for (std::int64_t number = begin; static_cast<double>(number) <= high; number += small) {
        const double place = widgetPlace(static_cast<double>(number));
        const bool whole = number % step == 0;
        const int tick = whole ? depth / 2 : depth / 4;
        const auto at = static_cast<int>(std::lround(place));
        painter.drawLine(across ? QLine(at, depth - tick, at, depth)
                                : QLine(depth - tick, at, depth, at));
        if (whole) {
            drawNumber(painter, place, number);
        }
    }
    if (m_pointer) {
        const bool isX = across != m_canvas.orientation().transposed;
        const auto at =
            static_cast<int>(std::lround(widgetPlace(isX ? m_pointer->x : m_pointer->y)));
        painter.setPen(QPen(palette().highlight().color(), 2));
        painter.drawLine(across ? QLine(at, 0, at, depth) : QLine(0, at, depth, at));
    }
}

void Ruler::drawNumber(QPainter& painter, double place, std::int64_t number) const {
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.85);
    painter.save();
    painter.setFont(small);
    const QString text = QString::number(number);
    if (m_orientation == Qt::Horizontal) {
        painter.drawText(QPointF(place + 3, painter.fontMetrics().ascent()), text);
    } else {
        painter.translate(painter.fontMetrics().ascent(), place - 3);
        painter.rotate(-90);
        painter.drawText(QPointF(0, 0), text);
    }
    painter.restore();
}

}  // namespace frisket::ui
