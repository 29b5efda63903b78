// SPDX-License-Identifier: MIT
#include "ui/tools/circle_outline.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <QImage>

namespace frisket::ui {

namespace {
/// Pixels along the circle from point to point: the chord of a small circle must not leave it.
double stepOf(double radius) {
    constexpr double kSagitta = 0.25;
    return radius <= kSagitta ? M_PI / 2 : 2 * std::acos(1 - kSagitta / radius);
}

QPointF at(QPointF centre, double radius, double angle) {
    return centre + radius * QPointF(std::cos(angle), std::sin(angle));
}

/// Angles at which the circle crosses the lines of the rectangle's sides, 0 and 2 pi with them,
/// ascending.
std::vector<double> crossings(QPointF centre, double radius, const QRectF& clip) {
    std::vector<double> angles{0, 2 * M_PI};
    const auto add = [&](double angle) { angles.push_back(angle < 0 ? angle + 2 * M_PI : angle); };
    for (const double x : {clip.left() - centre.x(), clip.right() - centre.x()}) {
        if (std::abs(x) <= radius) {
            add(std::acos(x / radius));
            add(-std::acos(x / radius));
        }
    }
    for (const double y : {clip.top() - centre.y(), clip.bottom() - centre.y()}) {
        if (std::abs(y) <= radius) {
            add(std::asin(y / radius));
            add(M_PI - std::asin(y / radius));
        }
    }
    std::sort(angles.begin(), angles.end());
    return angles;
}

void addArc(QPointF centre, double radius, double from, double to, QPolygonF& line) {
    const int pieces = std::max(1, static_cast<int>(std::ceil((to - from) / stepOf(radius))));
    for (int i = line.isEmpty() ? 0 : 1; i <= pieces; ++i) {
        line << at(centre, radius, from + (to - from) * i / pieces);
    }
}

/// The outline across: white up to half a pixel from the circle, dark or `band` up to a pixel and a
/// half, with soft edges. `dark` is what a dash takes of the white.
std::uint32_t pixelAt(double distance, bool dark, const std::optional<QColor>& band) {
    constexpr double kDarkness = 0.67;
    const double whole = std::clamp(2.0 - distance, 0.0, 1.0);  // of the band, soft outside
    const double core = dark ? 0 : std::clamp(1.0 - distance, 0.0, 1.0);
    const double around = (1 - core) * (band ? 1 : kDarkness) * whole;
    const auto byte = [](double part) { return static_cast<std::uint32_t>(part * 255 + 0.5); };
    const auto channel = [&](double colour) { return byte(core + around * colour); };
    return byte(core + around) << 24U | channel(band ? band->redF() : 0) << 16U |
           channel(band ? band->greenF() : 0) << 8U | channel(band ? band->blueF() : 0);
}

/// Draws what the ring has in `rect`.
void drawRing(QPainter& painter, QPointF centre, double radius, bool dashed, const QRect& rect,
              const std::optional<QColor>& band) {
    constexpr double kReach = 2;
    constexpr double kDash = 6;
    QImage image(rect.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(0);
    const double outer = radius + kReach;
    const double inner = std::max(0.0, radius - kReach);
    const auto drawRun = [&](std::uint32_t* row, double dy, double from, double to) {
        const int first = std::max(0, static_cast<int>(std::floor(from - rect.left() - 0.5)));
        const int last =
            std::min(rect.width() - 1, static_cast<int>(std::ceil(to - rect.left() - 0.5)));
        for (int x = first; x <= last; ++x) {
            const double dx = rect.left() + x + 0.5 - centre.x();
            const double distance = std::abs(std::sqrt(dx * dx + dy * dy) - radius);
            if (distance < kReach) {
                const bool dark =
                    dashed && std::fmod((std::atan2(dy, dx) + M_PI) * radius, 2 * kDash) >= kDash;
                row[x] = pixelAt(distance, dark, band);
            }
        }
    };
    for (int y = 0; y < rect.height(); ++y) {
        const double dy = rect.top() + y + 0.5 - centre.y();
        if (std::abs(dy) >= outer) {
            continue;
        }
        auto* row = reinterpret_cast<std::uint32_t*>(image.scanLine(y));
        const double far = std::sqrt(outer * outer - dy * dy);
        const double near = std::abs(dy) < inner ? std::sqrt(inner * inner - dy * dy) : 0;
        drawRun(row, dy, centre.x() - far, centre.x() - near);
        drawRun(row, dy, centre.x() + near, centre.x() + far);
    }
    painter.drawImage(rect.topLeft(), image);
}
}  // namespace

QList<QPolygonF> arcsInside(QPointF centre, double radius, const QRectF& clip) {
    QList<QPolygonF> arcs;
    const std::vector<double> angles = crossings(centre, radius, clip);
    double last = -1;
    for (std::size_t i = 1; i < angles.size(); ++i) {
        const QPointF middle = at(centre, radius, (angles[i - 1] + angles[i]) / 2);
        if (angles[i] <= angles[i - 1] || !clip.contains(middle)) {
            continue;
        }
        if (arcs.isEmpty() || last != angles[i - 1]) {
            arcs << QPolygonF();
        }
        addArc(centre, radius, angles[i - 1], angles[i], arcs.back());
        last = angles[i];
    }
    return arcs;
}

QRegion circleOutlineRegion(QPointF centre, double radius, const QRect& clip) {
    constexpr double kMargin = 3;  // the dark lines, and rounding
    constexpr double kLongest = 64;
    if (radius <= kLongest / 2) {
        const double reach = radius + kMargin;
        return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
            .toAlignedRect()
            .intersected(clip);
    }
    QRegion region;
    const auto add = [&](const QRectF& bounds) {
        region += bounds.adjusted(-kMargin, -kMargin, kMargin, kMargin).toAlignedRect();
    };
    for (const QPolygonF& arc :
         arcsInside(centre, radius, QRectF(clip).adjusted(-kMargin, -kMargin, kMargin, kMargin))) {
        QRectF piece(arc.first(), QSizeF(0, 0));
        for (const QPointF& point : arc) {
            const QRectF longer(
                QPointF(std::min(piece.left(), point.x()), std::min(piece.top(), point.y())),
                QPointF(std::max(piece.right(), point.x()), std::max(piece.bottom(), point.y())));
            if (std::max(longer.width(), longer.height()) > kLongest) {
                add(piece);
                // From the last point that was taken to this one.
                const QPointF before = *(&point - 1);
                piece = QRectF(
                    QPointF(std::min(before.x(), point.x()), std::min(before.y(), point.y())),
                    QPointF(std::max(before.x(), point.x()), std::max(before.y(), point.y())));
            } else {
                piece = longer;
            }
        }
        add(piece);
    }
    return region.intersected(clip);
}

void drawCircleOutline(QPainter& painter, QPointF centre, double radius, bool dashed,
                       const QRect& clip, const std::optional<QColor>& band) {
    constexpr int kSmall = 128;
    if (std::max(clip.width(), clip.height()) <= kSmall) {
        const int reach = static_cast<int>(std::ceil(radius)) + 3;
        const QRect ring =
            QRect(centre.toPoint() - QPoint(reach, reach), QSize(2 * reach, 2 * reach));
        if (const QRect part = ring.intersected(clip); !part.isEmpty()) {
            drawRing(painter, centre, radius, dashed, part, band);
        }
        return;
    }
    for (const QRect& part : circleOutlineRegion(centre, radius, clip)) {
        drawRing(painter, centre, radius, dashed, part, band);
    }
}

}  // namespace frisket::ui
