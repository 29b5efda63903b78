// SPDX-License-Identifier: MIT
#include "ui/canvas/canvas_marks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/tools/found_overlay.h"

namespace frisket::ui {

namespace {
constexpr double kRing = 18;    ///< radius in device pixels
constexpr double kEndMark = 5;  ///< half the length of the bar at a line's end
constexpr double kReach = 4;    ///< of the widest pen, and rounding
constexpr double kSpot = 7;     ///< least side of the frame around a pixel
constexpr double kArm = 11;     ///< of the keyboard's cursor, from the frame outwards
constexpr double kArmGap = 3;

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

void CanvasMarks::setSymmetry(const paint::Symmetry& symmetry) {
    if (m_symmetry != symmetry) {
        m_symmetry = symmetry;
        emit changed();
    }
}

void CanvasMarks::setRepeat(const std::optional<RepeatMark>& repeat) {
    if (m_repeat != repeat) {
        m_repeat = repeat;
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

void CanvasMarks::setKeyCursor(const std::optional<base::Point>& place, bool isDown) {
    if (m_keyCursor != place || m_keyCursorDown != isDown) {
        m_keyCursor = place;
        m_keyCursorDown = isDown;
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

std::vector<QLineF> CanvasMarks::axes(const ViewTransform& view, const QRect& visible) const {
    using paint::SymmetryKind;
    if (m_symmetry.kind == SymmetryKind::None) {
        return {};
    }
    const base::Point centre{static_cast<double>(m_symmetry.centre.x) / 2,
                             static_cast<double>(m_symmetry.centre.y) / 2};
    const QPointF middle = view.toDevice(centre);
    // Long enough to leave the view from wherever the centre is, yet no longer than what a painter
    // can draw exactly.
    const double reach =
        std::hypot(visible.width(), visible.height()) +
        std::hypot(middle.x() - visible.center().x(), middle.y() - visible.center().y());
    std::vector<QLineF> lines;
    const auto add = [&](double dx, double dy, bool bothWays) {
        const QPointF towards = view.toDevice({centre.x + dx, centre.y + dy}) - middle;
        const QPointF arm = towards * (reach / std::hypot(towards.x(), towards.y()));
        lines.emplace_back(bothWays ? middle - arm : middle, middle + arm);
    };
    if (m_symmetry.kind == SymmetryKind::LeftRight || m_symmetry.kind == SymmetryKind::Both) {
        add(0, 1, true);
    }
    if (m_symmetry.kind == SymmetryKind::UpDown || m_symmetry.kind == SymmetryKind::Both) {
        add(1, 0, true);
    }
    if (m_symmetry.kind == SymmetryKind::Radial) {
        for (int arm = 0; arm < m_symmetry.arms; ++arm) {
            const double angle = 2 * std::numbers::pi * arm / m_symmetry.arms;
            add(std::sin(angle), -std::cos(angle), false);
        }
    }
    return lines;
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
    if (m_repeat) {
        return visible;
    }
    QRegion region;
    const auto add = [&](const QRectF& rect) {
        region += rect.adjusted(-kReach, -kReach, kReach, kReach)
                      .intersected(QRectF(visible))
                      .toAlignedRect();
    };
    const auto addLine = [&](QPointF from, QPointF to) {
        // In pieces, so that a long diagonal does not stand for its whole box.
        const int pieces = std::clamp(
            static_cast<int>(std::max(std::abs(to.x() - from.x()), std::abs(to.y() - from.y()))) /
                128,
            1, 32);
        for (int i = 0; i < pieces; ++i) {
            add(QRectF(from + (to - from) * i / pieces, from + (to - from) * (i + 1) / pieces)
                    .normalized());
        }
    };
    if (m_line) {
        const QPointF from = view.toDevice(m_line->from);
        const QPointF to = view.toDevice(m_line->to);
        add(around(from, kEndMark));
        add(around(to, kEndMark));
        addLine(from, to);
    }
    for (const QLineF& axis : axes(view, visible)) {
        addLine(axis.p1(), axis.p2());
    }
    for (const auto& spot : m_spots) {
        if (spot) {
            add(spotRect(view, *spot));
        }
    }
    if (m_keyCursor) {
        constexpr double kOut = kArmGap + kArm;
        add(spotRect(view, *m_keyCursor).adjusted(-kOut, -kOut, kOut, kOut));
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

void CanvasMarks::paint(QPainter& painter, const ViewTransform& view, const QRect& visible,
                        const QRect& exposed) const {
    if (m_found != nullptr) {
        drawFound(painter, view, *m_found, exposed);
    }
    if (m_compared != nullptr) {
        drawFound(painter, view, m_compared->values, exposed, FoundLook::Changed);
        drawFound(painter, view, m_compared->added, exposed, FoundLook::Added);
        drawFound(painter, view, m_compared->removed, exposed, FoundLook::Removed);
    }
    if (region(view, exposed).isEmpty()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QColor jump(255, 214, 0);
    for (const QLineF& axis : axes(view, exposed)) {
        painter.setPen(QPen(QColor(0, 0, 0, 120), 2.5));
        painter.drawLine(axis);
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1));
        painter.drawLine(axis);
    }
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
    if (m_keyCursor) {
        const QRectF frame = spotRect(view, *m_keyCursor);
        const QPointF centre = frame.center();
        const QPointF across(frame.width() / 2 + kArmGap, 0);
        const QPointF down(0, frame.height() / 2 + kArmGap);
        twoToned(painter, m_keyCursorDown ? jump : QColor(Qt::white), [&] {
            painter.drawRect(frame);
            for (const double side : {-1.0, 1.0}) {
                painter.drawLine(centre + side * across,
                                 centre + side * (across + QPointF(kArm, 0)));
                painter.drawLine(centre + side * down, centre + side * (down + QPointF(0, kArm)));
            }
        });
    }
    if (m_ring) {
        twoToned(painter, jump, [&] { painter.drawEllipse(view.toDevice(*m_ring), kRing, kRing); });
    }
    if (m_box) {
        twoToned(painter, jump, [&] { painter.drawRect(boxRect(view)); });
    }
    if (m_repeat) {
        paintRepeat(painter, *m_repeat, view, visible);
    }
    painter.restore();
}

}  // namespace frisket::ui
