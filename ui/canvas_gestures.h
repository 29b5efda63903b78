// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include "ui/session/shortcut_presets.h"

namespace frisket::ui {

/// Something that the canvas itself understands, and that can't be changed.
struct Gesture {
    QString how;         ///< "Shift and wheel"
    QString what;        ///< "Pan sideways"
    session::Keys keys;  ///< that no command can have for it
};

/// Keys that the canvas or the tool in the hand takes.
[[nodiscard]] QList<Gesture> canvasKeys();
/// Mouse, pen, wheel and fingers.
[[nodiscard]] QList<Gesture> pointerGestures();

}  // namespace frisket::ui
