// SPDX-License-Identifier: MIT
#include "ui/tools/outline.h"

#include <algorithm>
#include <cmath>

namespace frisket::ui {

namespace {
/// Device pixels of a line that one rectangle covers at most.
constexpr double kPiece = 64;

/// The part of the segment that lies in `clip`, or nothing (Liang and Barsky, 1984).
bool clipped(QPointF& a, QPointF& b, const QRectF& clip) {
    const QPointF way = b - a;
    double first = 0;
    double last = 1;
    const auto bound = [&](double step, double room) {
        if (step == 0) {
            return room >= 0;
        }
        const double place = room / step;
        (step < 0 ? first : last) = step < 0 ? std::max(first, place) : std::min(last, place);
        return first <= last;
    };
    const bool seen = bound(-way.x(), a.x() - clip.left()) &&
                      bound(way.x(), clip.right() - a.x()) && bound(-way.y(), a.y() - clip.top()) &&
                      bound(way.y(), clip.bottom() - a.y());
    b = a + way * last;
    a += way * first;
    return seen;
}

QRectF around(QPointF a, QPointF b, double reach) {
    return QRectF(a, b).normalized().adjusted(-reach, -reach, reach, reach);
}
}  // namespace

QPolygonF toDevice(const ViewTransform& view, const std::vector<base::Point>& points) {
    QPolygonF device;
    device.reserve(static_cast<qsizetype>(points.size()));
    for (const base::Point& point : points) {
        device << view.toDevice(point);
    }
    return device;
}

QRegion lineRegion(const QPolygonF& points, double reach, const QRect& visible) {
    QRegion region;
    QRectF piece;  // of short segments together
    const QRectF seen = QRectF(visible).adjusted(-reach, -reach, reach, reach);
    const auto flush = [&] {
        region += piece.toAlignedRect().intersected(visible);
        piece = {};
    };
    for (qsizetype i = 1; i < points.size(); ++i) {
        QPointF a = points[i - 1];
        QPointF b = points[i];
        if (!clipped(a, b, seen)) {
            continue;
        }
        const QPointF way = b - a;
        const int steps = std::max(
            1,
            static_cast<int>(std::ceil(std::max(std::abs(way.x()), std::abs(way.y())) / kPiece)));
        for (int step = 0; step < steps; ++step) {
            const QRectF next = around(a + way * step / steps, a + way * (step + 1) / steps, reach);
            const QRectF both = piece.isNull() ? next : piece.united(next);
            if (std::max(both.width(), both.height()) > kPiece + 2 * reach) {
                flush();
                piece = next;
            } else {
                piece = both;
            }
        }
    }
    flush();
    return region;
}

void drawLine(QPainter& painter, const QPolygonF& points, bool dashed, const QRect& exposed,
              const std::optional<QColor>& band) {
    const QRectF seen = QRectF(exposed).adjusted(-kLineReach, -kLineReach, kLineReach, kLineReach);
    // Runs of segments that are seen, so that what is far away costs nothing.
    QList<QPolygonF> runs;
    for (qsizetype i = 1; i < points.size(); ++i) {
        QPointF a = points[i - 1];
        QPointF b = points[i];
        if (!clipped(a, b, seen)) {
            continue;
        }
        if (runs.isEmpty() || runs.back().back() != a) {
            runs << QPolygonF({a});
        }
        runs.back() << b;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [colour, width] :
         {std::pair(band.value_or(QColor(0, 0, 0, 190)), 3.0), std::pair(QColor(Qt::white), 1.2)}) {
        QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (dashed && width < 2) {
            pen.setDashPattern({4, 4});
        }
        painter.setPen(pen);
        for (const QPolygonF& run : runs) {
            painter.drawPolyline(run);
        }
    }
    painter.restore();
}

}  // namespace frisket::ui
