// SPDX-License-Identifier: MIT
// The half of Canvas that takes events.
#include <cmath>
#include <utility>

#include <QAbstractSpinBox>
#include <QApplication>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QTabletEvent>
#include <QWheelEvent>

#include "ui/canvas/canvas.h"
#include "ui/tools/tool_manager.h"

namespace frisket::ui {

namespace {
/// One notch of a common wheel, in eighths of a degree.
constexpr double kWheelNotch = 120;
constexpr double kZoomPerNotch = 1.25;

bool isDrawingButton(Qt::MouseButton button) {
    return button == Qt::LeftButton || button == Qt::RightButton || button == Qt::MiddleButton;
}

bool editsText(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}
}  // namespace

ImagePointerEvent Canvas::pointerEvent(QPointF widget, Qt::MouseButton button,
                                       Qt::KeyboardModifiers modifiers) const {
    const QPointF device = widget * devicePixelRatioF();
    return {.position = m_view.toImage(device),
            .device = device,
            .button = button,
            .modifiers = modifiers,
            .scale = m_view.scale()};
}

void Canvas::pointerPressed(const ImagePointerEvent& event) {
    // A second button does not interrupt the stroke, and those for the thumb do nothing.
    if (m_active != nullptr || !isDrawingButton(event.button)) {
        return;
    }
    const bool pans = event.button == Qt::MiddleButton || m_spaceHeld;
    if (!pans && event.button == Qt::LeftButton &&
        m_options.tellPlace(event.position, event.modifiers.testFlag(Qt::ShiftModifier))) {
        return;
    }
    m_active = pans ? &m_tools->tool(ToolId::Hand) : &m_tools->current();
    m_pressed = event.button;
    m_lastEvent = event;
    m_active->press(event);
    updateCursor();
}

void Canvas::pointerMoved(const ImagePointerEvent& event) {
    if (m_active != nullptr) {
        m_lastEvent = event;
        m_active->move(event);
    }
    setPointer(event.device);
}

void Canvas::pointerReleased(const ImagePointerEvent& event) {
    if (m_active != nullptr && event.button == m_pressed) {
        m_active->release(event);
        m_active = nullptr;
        m_keyCursor.setButton(KeyboardCursor::Button::Up);
        updateCursor();
        updateHoverOverlay();
    }
}

void Canvas::endLostStroke(Qt::MouseButtons held) {
    if (m_active != nullptr && !held.testFlag(m_pressed)) {
        m_lastEvent.button = m_pressed;
        pointerReleased(m_lastEvent);
    }
}

void Canvas::cancelStroke() {
    if (m_active != nullptr) {
        m_active->cancel();
        m_active = nullptr;
        if (m_keyCursor.isShown()) {
            m_keyCursor.setButton(KeyboardCursor::Button::Up);
            markKeyCursor();
        }
        updateCursor();
        updateHoverOverlay();
    }
}

void Canvas::setPointer(const std::optional<QPointF>& device) {
    m_pointer = device;
    updateHover();
}

void Canvas::updateHover() {
    const std::optional<base::Point> before = m_hover;
    m_hover = m_pointer ? std::optional(m_view.toImage(*m_pointer)) : std::nullopt;
    updateHoverOverlay();
    if (m_hover != before) {
        emit hovered(m_hover);
    }
}

void Canvas::updateHoverOverlay() {
    // The overlay follows the pointer: repaint where it was and where it is.
    viewport()->update(m_overlay);
    m_overlay = {};
    const QRect visible(QPoint(0, 0), viewportSize().toSize());
    for (const QRect& device : m_tools->current().overlayRegion(m_view, m_hover, visible)) {
        m_overlay += coarse(toWidget(device));
    }
    viewport()->update(m_overlay);
}

void Canvas::redrawOverlay() {
    updateHoverOverlay();
    viewport()->update();
}

void Canvas::updateMarks() {
    viewport()->update(m_marked);
    m_marked = {};
    for (const QRect& device :
         m_marks.region(m_view, QRect(QPoint(0, 0), viewportSize().toSize()))) {
        m_marked += coarse(toWidget(device));
    }
    viewport()->update(m_marked);
}

void Canvas::updateCursor() {
    const bool pans = m_spaceHeld || m_active == &m_tools->tool(ToolId::Hand);
    if (m_options.asksForPlace() && !pans) {
        viewport()->setCursor(Qt::PointingHandCursor);
        return;
    }
    viewport()->setCursor((pans ? m_tools->tool(ToolId::Hand) : m_tools->current()).cursor());
}

bool Canvas::viewportEvent(QEvent* event) {
    switch (event->type()) {
        case QEvent::Enter:
            takeFocus();
            break;
        case QEvent::Leave:
            if (!m_keyCursor.isShown()) {
                setPointer(std::nullopt);
            }
            break;
        case QEvent::TabletPress:
        case QEvent::TabletMove:
        case QEvent::TabletRelease:
            return tabletEventOnViewport(static_cast<QTabletEvent&>(*event));
        case QEvent::Gesture:
            return gestureEvent(static_cast<QGestureEvent&>(*event));
        case QEvent::NativeGesture:
            return nativeGestureEvent(static_cast<QNativeGestureEvent&>(*event));
        default:
            break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

bool Canvas::tabletEventOnViewport(QTabletEvent& event) {
    ImagePointerEvent pointer = pointerEvent(event.position(), event.button(), event.modifiers());
    pointer.eraser = event.pointerType() == QPointingDevice::PointerType::Eraser;
    pointer.pressure = event.pressure();
    if (event.type() == QEvent::TabletPress) {
        hideKeyCursor();
        pointerPressed(pointer);
    } else if (event.type() == QEvent::TabletMove) {
        if (mouseTakesOver(event.position())) {
            pointerMoved(pointer);
        }
    } else {
        pointerReleased(pointer);
    }
    event.accept();
    return true;
}

bool Canvas::gestureEvent(QGestureEvent& event) {
    auto* pinch = static_cast<QPinchGesture*>(event.gesture(Qt::PinchGesture));
    if (pinch == nullptr) {
        return false;
    }
    cancelStroke();  // the first finger may have begun one
    if (pinch->state() == Qt::GestureStarted) {
        m_pinchStart = m_view.scale();
    }
    zoomAt(viewport()->mapFromGlobal(pinch->centerPoint().toPoint()),
           m_pinchStart * pinch->totalScaleFactor());
    event.accept(pinch);
    return true;
}

bool Canvas::nativeGestureEvent(QNativeGestureEvent& event) {
    if (event.gestureType() != Qt::ZoomNativeGesture) {
        return false;
    }
    zoomAt(event.position(), m_view.scale() * (1 + event.value()));
    event.accept();
    return true;
}

void Canvas::setLinkedPointer(const std::optional<base::Point>& image) {
    hideKeyCursor();
    m_pointer = image ? std::optional(m_view.toDevice(*image)) : std::nullopt;
    m_hover = image;
    updateHoverOverlay();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
    hideKeyCursor();
    if (m_active == nullptr && event->button() == Qt::LeftButton &&
        isOnDivider(event->position())) {
        m_dragsDivider = true;
        return;
    }
    endLostStroke(event->buttons() & ~Qt::MouseButtons(event->button()));
    pointerPressed(pointerEvent(event->position(), event->button(), event->modifiers()));
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
    mousePressEvent(event);  // every second one of fast clicks comes as this
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
    if (!mouseTakesOver(event->position())) {
        return;
    }
    if (m_dragsDivider && event->buttons().testFlag(Qt::LeftButton)) {
        emit dividerMoved(event->position().x() / std::max(1, viewport()->width()));
        return;
    }
    m_dragsDivider = false;
    updateCursor();
    if (m_active == nullptr && isOnDivider(event->position())) {
        viewport()->setCursor(Qt::SplitHCursor);
    }
    endLostStroke(event->buttons());
    pointerMoved(pointerEvent(event->position(), Qt::NoButton, event->modifiers()));
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
    if (std::exchange(m_dragsDivider, false)) {
        return;
    }
    pointerReleased(pointerEvent(event->position(), event->button(), event->modifiers()));
}

void Canvas::wheelEvent(QWheelEvent* event) {
    const QPoint turned = event->angleDelta();
    if (event->modifiers().testFlag(Qt::AltModifier)) {
        // With Alt the platform turns the wheel sideways.
        m_sliceTurn += turned.y() != 0 ? turned.y() : turned.x();
        const int steps = m_sliceTurn / static_cast<int>(kWheelNotch);
        m_sliceTurn %= static_cast<int>(kWheelNotch);
        m_document.stepIndex(-steps);
    } else if (event->modifiers().testFlag(Qt::ControlModifier)) {
        if (turned.y() > 0) {
            m_options.growBrush();
        } else if (turned.y() < 0) {
            m_options.shrinkBrush();
        }
    } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        panBy(QPoint(turned.y() != 0 ? turned.y() : turned.x(), 0));
    } else if (turned.y() != 0) {
        zoomAt(event->position(),
               m_view.scale() * std::pow(kZoomPerNotch, turned.y() / kWheelNotch));
        if (!m_keyCursor.isShown()) {
            setPointer(event->position() * devicePixelRatioF());
        }
    }
    event->accept();
}

void Canvas::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && spacePressed(*event)) {
        event->accept();
    } else if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = true;
        updateCursor();
    } else if (m_active == nullptr && m_tools->current().keyPressed(event->key())) {
        updateHoverOverlay();
    } else if (event->key() == Qt::Key_Escape) {
        if (m_active == nullptr) {
            m_options.askForPlace({});
            m_options.setLine(std::nullopt);
        }
        cancelStroke();
    } else if (!arrowPressed(*event)) {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void Canvas::takeFocus() {
    if (isActiveWindow() && !editsText(QApplication::focusWidget())) {
        setFocus(Qt::MouseFocusReason);
    }
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && spaceReleased(*event)) {
        event->accept();
    } else if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        updateCursor();
    } else {
        QAbstractScrollArea::keyReleaseEvent(event);
    }
}

}  // namespace frisket::ui
