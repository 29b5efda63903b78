// SPDX-License-Identifier: MIT
// The part of Canvas that has the keyboard's cursor.
#include <QKeyEvent>

#include "ui/canvas/canvas.h"

namespace frisket::ui {

using Button = KeyboardCursor::Button;

bool Canvas::showKeyCursor() {
    const base::Rect plane = m_document.planeRect();
    if (plane.empty()) {
        return false;
    }
    const base::Rect seen = visibleRect();
    const bool down = m_keyCursor.button() != Button::Up;
    const auto isIn = [](const base::Rect& rect, base::Point place) {
        return place.x >= static_cast<double>(rect.x0) && place.x < static_cast<double>(rect.x1) &&
               place.y >= static_cast<double>(rect.y0) && place.y < static_cast<double>(rect.y1);
    };
    if (m_keyCursor.isShown() && (down || seen.empty() || isIn(seen, m_keyCursor.place()))) {
        return true;
    }
    // Where the mouse was, else in the middle of what is seen: after Go to that is what was sought.
    const base::Rect around = seen.empty() ? plane : seen;
    const base::Point middle{static_cast<double>(around.x0 + around.x1) / 2,
                             static_cast<double>(around.y0 + around.y1) / 2};
    const bool fromMouse = !m_keyCursor.isShown() && m_hover && isIn(seen, *m_hover);
    m_keyCursor.putAt(fromMouse ? *m_hover : middle, plane);
    keyCursorMoved();
    return true;
}

void Canvas::hideKeyCursor() {
    if (m_keyCursor.isShown()) {
        endLostStroke({});
        m_keyCursor.hide();
        m_marks.setKeyCursor(std::nullopt, false);
    }
}

void Canvas::keyCursorMoved() {
    const QPoint pan = KeyboardCursor::panToShow(m_view, viewportSize(), m_keyCursor.place());
    if (!pan.isNull()) {
        panBy(pan);
        m_keyCursorPan += pan;
    }
    const QPointF device = m_view.toDevice(m_keyCursor.place());
    if (m_active != nullptr) {
        m_lastEvent = keyCursorEvent(Qt::NoButton, {});
        m_active->move(m_lastEvent);
    }
    if ((m_view.toDevice(m_keyCursor.place()) - device).manhattanLength() > 0.5) {
        // The tool moved the image, as a hand does: the cursor stays on what it holds.
        m_keyCursor.putAt(m_view.toImage(device), m_document.planeRect());
    }
    setPointer(m_view.toDevice(m_keyCursor.place()));
    markKeyCursor();
}

void Canvas::markKeyCursor() {
    m_marks.setKeyCursor(m_keyCursor.place(), m_keyCursor.button() != Button::Up);
}

ImagePointerEvent Canvas::keyCursorEvent(Qt::MouseButton button,
                                         Qt::KeyboardModifiers modifiers) const {
    const base::Point place = m_keyCursor.place();
    // For the tool the view rests during a drag, else one along with the view would be none.
    const QPointF device = m_view.toDevice(place) - m_keyCursorPan;
    return {.position = place,
            .device = device,
            .button = button,
            .modifiers = modifiers,
            .scale = m_view.scale()};
}

void Canvas::pressKeyButton(Button how, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
    if (m_active != nullptr) {
        return;  // the mouse paints
    }
    m_keyCursorPan = {};
    pointerPressed(keyCursorEvent(button, modifiers));
    if (m_active != nullptr) {  // else the place was for somebody who had asked for one
        m_keyCursor.setButton(how);
        markKeyCursor();
    }
}

void Canvas::releaseKeyButton(Qt::KeyboardModifiers modifiers) {
    pointerReleased(keyCursorEvent(m_pressed, modifiers));
    m_keyCursor.setButton(Button::Up);
    markKeyCursor();
}

void Canvas::holdButton(Qt::MouseButton button) {
    if (!hasFocus()) {
        setFocus(Qt::ShortcutFocusReason);
    }
    if (m_keyCursor.button() == Button::Locked) {
        releaseKeyButton({});
    } else if (m_keyCursor.button() == Button::Held) {
        m_keyCursor.setButton(Button::Locked);  // Space may be let go
    } else if (showKeyCursor()) {
        pressKeyButton(Button::Locked, button, {});
    }
}

bool Canvas::arrowPressed(const QKeyEvent& event) {
    const bool scrolls = event.modifiers().testFlag(Qt::AltModifier);
    if (!KeyboardCursor::isArrow(event.key()) || scrolls) {
        return false;
    }
    if (m_active != nullptr && m_keyCursor.button() == Button::Up) {
        return true;  // the mouse paints
    }
    if (!showKeyCursor()) {
        return false;
    }
    const base::Point step =
        KeyboardCursor::step(m_view, viewportSize(), event.key(), event.modifiers());
    const base::Point from = m_keyCursor.place();
    m_keyCursor.putAt({from.x + step.x, from.y + step.y}, m_document.planeRect());
    keyCursorMoved();
    return true;
}

bool Canvas::spacePressed(const QKeyEvent& event) {
    if (!m_keyCursor.isShown()) {
        return false;  // with the mouse it is the hand
    }
    if (event.isAutoRepeat()) {
        return true;
    }
    if (m_keyCursor.button() == Button::Up) {
        pressKeyButton(Button::Held, Qt::LeftButton, event.modifiers());
    } else {
        releaseKeyButton(event.modifiers());
    }
    return true;
}

bool Canvas::spaceReleased(const QKeyEvent& event) {
    if (m_keyCursor.button() == Button::Held && !event.isAutoRepeat()) {
        releaseKeyButton(event.modifiers());
    }
    return m_keyCursor.isShown();
}

bool Canvas::mouseTakesOver(QPointF widget) {
    if (m_keyCursor.isShown() && !m_keyCursor.isMouseMeant(widget)) {
        return false;
    }
    hideKeyCursor();
    return true;
}

void Canvas::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        showKeyCursor();
    }
}

void Canvas::focusOutEvent(QFocusEvent* event) {
    m_spaceHeld = false;  // it may be let go where this does not see it
    updateCursor();
    const Qt::FocusReason reason = event->reason();
    if (reason == Qt::ActiveWindowFocusReason) {
        if (m_keyCursor.button() == Button::Held) {
            releaseKeyButton({});  // the same
        }
    } else if (reason != Qt::PopupFocusReason && reason != Qt::MenuBarFocusReason &&
               m_keyCursor.isShown()) {
        hideKeyCursor();
        setPointer(std::nullopt);
    }
    QAbstractScrollArea::focusOutEvent(event);
}

}  // namespace frisket::ui
