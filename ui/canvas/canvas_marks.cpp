// SPDX-License-Identifier: MIT
#include "ui/canvas/canvas_marks.h"

#include <algorithm>
#include <cmath>

namespace frisket::ui {

namespace {
constexpr double kRing = 18;    ///< radius in device pixels
constexpr double kEndMark = 5;  ///< half the length of the bar at a line's end
constexpr double kReach = 4;    ///< of the widest pen, and rounding
constexpr double kSpot = 7;     ///< least side of the frame around a pixel

/// Draws `shape` twice: dark and wide, then light and narrow.
template <class Shape>
void twoToned(QPainter& painter, const QColor& light, Shape&& shape) {
    for (const auto& [colour, width] :
         {std::pair(QColor(0, 0, 0, 190), 4.0), std::pair(light, 1.6)}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        shape();
    }
}

QRectF around(QPointF place, double reach) {
    return {place.x() - reach, place.y() - reach, 2 * reach, 2 * reach};
}
}  // namespace

CanvasMarks::CanvasMarks(QObject* parent) : QObject(parent) {
    m_flash.setSingleShot(true);
    m_flash.setInterval(kFlashMilliseconds);
    connect(&m_flash, &QTimer::timeout, this, &CanvasMarks::endFlash);
}

void CanvasMarks::setLine(const std::optional<session::MeasuredLine>& line) {
    if (m_line != line) {
        m_line = line;
        emit changed();
    }
}

void CanvasMarks::setSpot(Spot spot, const std::optional<base::Point>& place) {
    auto& present = m_spots[static_cast<std::size_t>(spot)];
    if (present != place) {
        present = place;
        emit changed();
    }
}

void CanvasMarks::flash(base::Point place) {
    m_ring = place;
    m_box.reset();
    m_flash.start();
    emit changed();
}

void CanvasMarks::flash(const base::Rect& box) {
    m_box = box;
    m_ring.reset();
    m_flash.start();
    emit changed();
}

void CanvasMarks::endFlash() {
    m_flash.stop();
    m_ring.reset();
    m_box.reset();
    emit changed();
}

QRectF CanvasMarks::spotRect(const ViewTransform& view, base::Point place) const {
    const base::Point corner{std::floor(place.x), std::floor(place.y)};
    const QRectF pixel =
        QRectF(view.toDevice(corner), view.toDevice({corner.x + 1, corner.y + 1})).normalized();
    return pixel.width() >= kSpot ? pixel : around(pixel.center(), kSpot / 2);
}

QRectF CanvasMarks::boxRect(const ViewTransform& view) const {
    constexpr double kGap = 2;  // so that a frame does not hide what it frames
    const auto corner = [&](std::int64_t x, std::int64_t y) {
        return view.toDevice({static_cast<double>(x), static_cast<double>(y)});
    };
    return QRectF(corner(m_box->x0, m_box->y0), corner(m_box->x1, m_box->y1))
        .normalized()
        .adjusted(-kGap, -kGap, kGap, kGap);
}

QRegion CanvasMarks::region(const ViewTransform& view, const QRect& visible) const {
    QRegion region;
    const auto add = [&](const QRectF& rect) {
        region += rect.adjusted(-kReach, -kReach, kReach, kReach)
                      .intersected(QRectF(visible))
                      .toAlignedRect();
    };
    if (m_line) {
        const QPointF from = view.toDevice(m_line->from);
        const QPointF to = view.toDevice(m_line->to);
        add(around(from, kEndMark));
        add(around(to, kEndMark));
        // In pieces, so that a long diagonal does not stand for its whole box.
        const int pieces = std::clamp(
            static_cast<int>(std::max(std::abs(to.x() - from.x()), std::abs(to.y() - from.y()))) /
                128,
            1, 32);
        for (int i = 0; i < pieces; ++i) {
            add(QRectF(from + (to - from) * i / pieces, from + (to - from) * (i + 1) / pieces)
                    .normalized());
        }
    }
    for (const auto& spot : m_spots) {
        if (spot) {
            add(spotRect(view, *spot));
        }
    }
    if (m_ring) {
        add(around(view.toDevice(*m_ring), kRing));
    }
    if (m_box) {
        const QRectF box = boxRect(view);
        add({box.topLeft(), QSizeF(box.width(), 0)});
        add({box.bottomLeft(), QSizeF(box.width(), 0)});
        add({box.topLeft(), QSizeF(0, box.height())});
        add({box.topRight(), QSizeF(0, box.height())});
    }
    return region;
}

void CanvasMarks::paint(QPainter& painter, const ViewTransform& view, const QRect& exposed) const {
    if (region(view, exposed).isEmpty()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QColor jump(255, 214, 0);
    if (m_line) {
        const QPointF from = view.toDevice(m_line->from);
        const QPointF to = view.toDevice(m_line->to);
        const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
        const QPointF across =
            length > 0 ? QPointF(from.y() - to.y(), to.x() - from.x()) * (kEndMark / length)
                       : QPointF(0, kEndMark);
        twoToned(painter, Qt::white, [&] {
            painter.drawLine(from, to);
            painter.drawLine(from - across, from + across);
            painter.drawLine(to - across, to + across);
        });
    }
    for (const auto& spot : m_spots) {
        if (spot) {
            twoToned(painter, Qt::white, [&] { painter.drawRect(spotRect(view, *spot)); });
        }
    }
    if (m_ring) {
        twoToned(painter, jump, [&] { painter.drawEllipse(view.toDevice(*m_ring), kRing, kRing); });
    }
    if (m_box) {
        twoToned(painter, jump, [&] { painter.drawRect(boxRect(view)); });
    }
    painter.restore();
}

}  // namespace frisket::ui
