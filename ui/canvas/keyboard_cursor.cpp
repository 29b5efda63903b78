// SPDX-License-Identifier: MIT
#include "ui/canvas/keyboard_cursor.h"

#include <algorithm>
#include <cmath>

namespace frisket::ui {

namespace {
constexpr double kMouseMeant = 4;  ///< widget pixels
constexpr double kBigStep = 10;
constexpr double kViewStep = 0.1;  ///< of the view
constexpr double kMargin = 32;     ///< device pixels at the view's edges, at least

std::int64_t nearest(double place, std::int64_t first, std::int64_t end) {
    return std::clamp(static_cast<std::int64_t>(std::floor(place)), first, end - 1);
}

/// How far to move along one axis: `place` is where it lies, `first` and `last` where the image
/// begins and ends, all in device pixels of a viewport of `size`.
double toShow(double place, double first, double last, double size, double margin) {
    if (place < margin && first < 0) {
        return std::min(margin - place, std::max(-first, -place));
    }
    if (place > size - margin && last > size) {
        return std::max(size - margin - place, std::min(size - last, size - place));
    }
    return place < 0 ? -place : std::min(0.0, size - place);
}
}  // namespace

base::Point KeyboardCursor::place() const {
    return {static_cast<double>(m_pixel->x) + 0.5, static_cast<double>(m_pixel->y) + 0.5};
}

void KeyboardCursor::putAt(base::Point place, const base::Rect& plane) {
    if (!m_pixel) {
        m_mouse.reset();
    }
    m_pixel = Pixel{nearest(place.x, plane.x0, plane.x1), nearest(place.y, plane.y0, plane.y1)};
}

void KeyboardCursor::hide() {
    m_pixel.reset();
    m_button = Button::Up;
}

bool KeyboardCursor::isMouseMeant(QPointF widget) {
    if (!m_mouse) {
        m_mouse = widget;
    }
    return (widget - *m_mouse).manhattanLength() > kMouseMeant;
}

bool KeyboardCursor::isArrow(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

base::Point KeyboardCursor::step(const ViewTransform& view, QSizeF viewport, int key,
                                 Qt::KeyboardModifiers modifiers) {
    const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
    const double forward = key == Qt::Key_Right || key == Qt::Key_Down ? 1 : -1;
    double pixels = modifiers.testFlag(Qt::ShiftModifier) ? kBigStep : 1;
    if (modifiers.testFlag(Qt::ControlModifier)) {
        const double seen = (across ? viewport.width() : viewport.height()) / view.scale();
        pixels = std::max(1.0, std::round(kViewStep * seen));
    }
    // Which way that is in the image: turned by whole right angles, so along one of its axes.
    const base::Point from = view.toImage({0, 0});
    const base::Point to = view.toImage(across ? QPointF(forward * view.scale(), 0)
                                               : QPointF(0, forward * view.scale()));
    return {pixels * std::round(to.x - from.x), pixels * std::round(to.y - from.y)};
}

QPoint KeyboardCursor::panToShow(const ViewTransform& view, QSizeF viewport, base::Point place) {
    const QPointF at = view.toDevice(place);
    const QPoint first = view.origin();
    const QSize extent = view.extent();
    const double margin = std::max(kMargin, view.scale());
    return QPointF(toShow(at.x(), first.x(), first.x() + extent.width(), viewport.width(),
                          std::min(margin, viewport.width() / 3)),
                   toShow(at.y(), first.y(), first.y() + extent.height(), viewport.height(),
                          std::min(margin, viewport.height() / 3)))
        .toPoint();
}

}  // namespace frisket::ui
