// SPDX-License-Identifier: MIT
#include "ui/canvas/repeat_mark.h"

#include <algorithm>
#include <cmath>

#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>

namespace frisket::ui {

namespace {
/// Device pixels that a single row or column is wide at least.
constexpr double kLeastBand = 5;
constexpr int kGhosts = 9;
/// How far each further slice is drawn behind.
constexpr double kBehind = 9;
constexpr int kSlices = 3;
constexpr double kPadding = 6;

const QColor kInk(255, 214, 0);

QRectF pictureRect(const RepeatMark& mark, const ViewTransform& view) {
    const auto corner = [&](std::int64_t x, std::int64_t y) {
        return view.toDevice({static_cast<double>(x), static_cast<double>(y)});
    };
    return QRectF(corner(mark.plane.x0, mark.plane.y0), corner(mark.plane.x1, mark.plane.y1))
        .normalized();
}

/// The part of the picture that is row or column `index` of the axis, as wide as can be seen.
QRectF bandAt(const RepeatMark& mark, const ViewTransform& view, double index) {
    const bool alongX = mark.along == RepeatMark::Along::X;
    const auto x0 = static_cast<double>(mark.plane.x0);
    const auto x1 = static_cast<double>(mark.plane.x1);
    const auto y0 = static_cast<double>(mark.plane.y0);
    const auto y1 = static_cast<double>(mark.plane.y1);
    QRectF band = alongX ? QRectF(view.toDevice({index, y0}), view.toDevice({index + 1, y1}))
                         : QRectF(view.toDevice({x0, index}), view.toDevice({x1, index + 1}));
    band = band.normalized();
    // The picture may be turned: what is narrow is the one that is one pixel.
    const bool narrowX = band.width() <= band.height();
    const double lacks = std::max(0.0, kLeastBand - (narrowX ? band.width() : band.height())) / 2;
    return narrowX ? band.adjusted(-lacks, 0, lacks, 0) : band.adjusted(0, -lacks, 0, lacks);
}

void drawBand(QPainter& painter, const QRectF& band, int alpha, bool dashed) {
    QColor fill = kInk;
    fill.setAlpha(alpha);
    painter.setBrush(fill);
    QColor edge = dashed ? kInk : QColor(Qt::white);
    edge.setAlpha(std::min(255, alpha * 2));
    painter.setPen(QPen(edge, 1, dashed ? Qt::DashLine : Qt::SolidLine));
    painter.drawRect(band);
}

void drawCaption(QPainter& painter, const QString& words, QPointF corner) {
    QFont font = QGuiApplication::font();
    font.setPixelSize(qRound(QFontInfo(font).pixelSize() * qGuiApp->devicePixelRatio()));
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const QRectF box(corner, QSizeF(metrics.horizontalAdvance(words) + 2 * kPadding,
                                    metrics.height() + 2 * kPadding));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(20, 20, 20, 230));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, words);
}
}  // namespace

void paintRepeat(QPainter& painter, const RepeatMark& mark, const ViewTransform& view,
                 const QRect& visible) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF picture = pictureRect(mark, view);
    const QRectF seen = picture.intersected(QRectF(visible));
    if (mark.along == RepeatMark::Along::Hidden) {
        painter.setBrush(Qt::NoBrush);
        for (int slice = kSlices; slice >= 0; --slice) {
            QColor edge = kInk;
            edge.setAlpha(255 - 60 * slice);
            painter.setPen(QPen(edge, 2, slice == 0 ? Qt::SolidLine : Qt::DashLine));
            painter.drawRect(seen.adjusted(kBehind * slice + 1, kBehind * slice + 1,
                                           -kBehind * slice - 1, -kBehind * slice - 1));
        }
    } else {
        const bool alongX = mark.along == RepeatMark::Along::X;
        const auto count = static_cast<double>(alongX ? mark.plane.width() : mark.plane.height());
        const int ghosts = static_cast<int>(std::min<double>(kGhosts, count - 1));
        for (int ghost = ghosts; ghost >= 1; --ghost) {
            const double index = std::floor((count - 1) * ghost / std::max(1, ghosts));
            drawBand(painter, bandAt(mark, view, index), 26, true);
        }
        drawBand(painter, bandAt(mark, view, 0), 150, false);
    }
    const QPointF corner(std::max(seen.left() + 40, static_cast<double>(visible.left()) + 40),
                         std::max(seen.top() + 40, static_cast<double>(visible.top()) + 40));
    drawCaption(painter, mark.words, corner);
    painter.restore();
}

}  // namespace frisket::ui
