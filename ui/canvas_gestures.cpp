// SPDX-License-Identifier: MIT
#include "ui/canvas_gestures.h"

#include <QCoreApplication>

namespace frisket::ui {

namespace {
QString words(const char* text) { return QCoreApplication::translate("CanvasGestures", text); }

session::Keys arrows(Qt::KeyboardModifiers modifiers) {
    session::Keys keys;
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
        keys << QKeySequence(QKeyCombination(modifiers, key));
    }
    return keys;
}

session::Keys keys(const char* text) { return session::keysFromText(QString::fromLatin1(text)); }
}  // namespace

QList<Gesture> canvasKeys() {
    const auto entry = [](const char* how, const char* what, const session::Keys& keys) {
        return Gesture{words(how), words(what), keys};
    };
    return {
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Arrow keys"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Move the keyboard's cursor by a pixel"),
              arrows({})),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Shift and arrow keys"),
              QT_TRANSLATE_NOOP("CanvasGestures", "By ten pixels"), arrows(Qt::ShiftModifier)),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Ctrl and arrow keys"),
              QT_TRANSLATE_NOOP("CanvasGestures", "By a tenth of what is seen"),
              arrows(Qt::ControlModifier)),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Alt and arrow keys"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Scroll"), arrows(Qt::AltModifier)),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Space"),
              QT_TRANSLATE_NOOP("CanvasGestures", "The left button at the keyboard's cursor"),
              keys("Space; Shift+Space; Ctrl+Space; Ctrl+Shift+Space; Alt+Space; Alt+Shift+Space")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Enter"),
              QT_TRANSLATE_NOOP("CanvasGestures", "End a polygon or a line of corners"),
              keys("Return; Enter")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Backspace, Delete"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Take its last corner away"),
              keys("Backspace; Del")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Esc"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Take back what is under way"), keys("Esc")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Tab, Shift and Tab"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Next and previous control"),
              keys("Tab; Shift+Tab; Backtab; Shift+Backtab")),
    };
}

QList<Gesture> pointerGestures() {
    const auto entry = [](const char* how, const char* what) {
        return Gesture{words(how), words(what), {}};
    };
    return {
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Left button"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Use the tool")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Right button, pen's eraser"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Erase, subtract")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Middle button, Space and drag"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Pan")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Shift and click, brush"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Straight line from the last stroke")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Shift, shapes and fills"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Add")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Alt or Ctrl"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Subtract")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Shift and Alt or Ctrl"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Intersect")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Wheel, pinch"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Zoom at the pointer")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Ctrl and wheel"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Brush size")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Shift and wheel"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Pan sideways")),
        entry(QT_TRANSLATE_NOOP("CanvasGestures", "Alt and wheel"),
              QT_TRANSLATE_NOOP("CanvasGestures", "Next and previous slice")),
    };
}

}  // namespace frisket::ui
