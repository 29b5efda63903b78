// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>

#include <QApplication>
#include <QBackingStore>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointingDevice>
#include <QTabletEvent>
#include <QWheelEvent>

#include "ui/canvas/canvas.h"

namespace frisket::test {

/// A mouse and a keyboard over a canvas; places are image pixels or, where it says so, pixels of
/// the widget.
class Pointer {
public:
    explicit Pointer(ui::Canvas& canvas) : m_canvas(canvas) {}

    void pressAt(QPointF widget, Qt::MouseButton button = Qt::LeftButton,
                 Qt::KeyboardModifiers modifiers = {}) {
        m_held |= button;
        m_last = widget;
        send(QEvent::MouseButtonPress, button, modifiers);
    }
    /// A press soon after another one: it comes as a double click.
    void pressAgainAt(QPointF widget, Qt::MouseButton button = Qt::LeftButton) {
        m_held |= button;
        m_last = widget;
        send(QEvent::MouseButtonDblClick, button, {});
    }
    void moveTo(QPointF widget, Qt::KeyboardModifiers modifiers = {}) {
        m_last = widget;
        send(QEvent::MouseMove, Qt::NoButton, modifiers);
    }
    void release(Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) {
        m_held &= ~Qt::MouseButtons(button);
        send(QEvent::MouseButtonRelease, button, modifiers);
    }

    /// The buttons were released where the canvas did not see it, as over a dialog.
    void loseRelease() { m_held = {}; }
    /// An event of a pen; `button` is what it is about.
    void pen(QEvent::Type type, QPointF widget, Qt::MouseButton button, Qt::MouseButtons held,
             double pressure = 1) {
        QTabletEvent event(type, QPointingDevice::primaryPointingDevice(), widget,
                           m_canvas.viewport()->mapToGlobal(widget), pressure, 0, 0, 0, 0, 0, {},
                           button, held);
        QApplication::sendEvent(m_canvas.viewport(), &event);
    }

    /// Press at the first of `points` (image), move through the others, release.
    void stroke(const std::vector<base::Point>& points, Qt::MouseButton button = Qt::LeftButton,
                Qt::KeyboardModifiers modifiers = {}) {
        pressAt(m_canvas.widgetPosition(points.front()), button, modifiers);
        for (std::size_t i = 1; i < points.size(); ++i) {
            moveTo(m_canvas.widgetPosition(points[i]));
        }
        release(button);
    }

    void turnWheel(QPointF widget, int notches, Qt::KeyboardModifiers modifiers = {}) {
        QWheelEvent event(widget, m_canvas.viewport()->mapToGlobal(widget), {},
                          QPoint(0, 120 * notches), m_held, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_canvas.viewport(), &event);
    }
    void leave() {
        QEvent event(QEvent::Leave);
        QApplication::sendEvent(m_canvas.viewport(), &event);
    }
    void key(QEvent::Type type, Qt::Key key) {
        QKeyEvent event(type, key, Qt::NoModifier);
        QApplication::sendEvent(&m_canvas, &event);
    }

private:
    void send(QEvent::Type type, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
        QMouseEvent event(type, m_last, m_canvas.viewport()->mapToGlobal(m_last), button, m_held,
                          modifiers);
        QApplication::sendEvent(m_canvas.viewport(), &event);
    }

    ui::Canvas& m_canvas;
    QPointF m_last;
    Qt::MouseButtons m_held;
};

/// Where two pictures differ first, or an empty text.
inline QString firstDifference(const QImage& one, const QImage& other) {
    if (one.size() != other.size()) {
        return QString("sizes %1x%2 and %3x%4")
            .arg(one.width())
            .arg(one.height())
            .arg(other.width())
            .arg(other.height());
    }
    const QImage a = one.convertToFormat(QImage::Format_ARGB32);
    const QImage b = other.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < a.height(); ++y) {
        if (std::memcmp(a.constScanLine(y), b.constScanLine(y),
                        static_cast<std::size_t>(a.width()) * 4) == 0) {
            continue;
        }
        for (int x = 0; x < a.width(); ++x) {
            if (a.pixel(x, y) != b.pixel(x, y)) {
                return QString("pixel (%1, %2): %3 and %4")
                    .arg(x)
                    .arg(y)
                    .arg(a.pixel(x, y), 8, 16)
                    .arg(b.pixel(x, y), 8, 16);
            }
        }
    }
    return {};
}

/// The canvas as it would be drawn now.
inline QImage drawn(ui::Canvas& canvas) { return canvas.viewport()->grab().toImage(); }

/// The canvas as it stands on the screen: what was repainted, and what was not.
inline QImage onScreen(ui::Canvas& canvas) {
    QApplication::processEvents();
    const QWidget* window = canvas.window();
    // Of the offscreen and the other raster platforms, the store is a picture.
    const auto* store = dynamic_cast<const QImage*>(window->backingStore()->paintDevice());
    if (store == nullptr) {
        qFatal("the platform has no picture of the window; run with QT_QPA_PLATFORM=offscreen");
    }
    const double ratio = window->devicePixelRatioF();
    const QPoint corner = canvas.viewport()->mapTo(window, QPoint(0, 0));
    return store->copy(QRect((QPointF(corner) * ratio).toPoint(),
                             (QSizeF(canvas.viewport()->size()) * ratio).toSize()));
}

}  // namespace frisket::test
