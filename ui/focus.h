// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

namespace frisket::ui {

/// When an edit is done, the keys are for the canvas again.
inline void giveFocusOnReturn(const QLineEdit& edit, QWidget& canvas) {
    QObject::connect(&edit, &QLineEdit::returnPressed, &canvas,
                     [&canvas] { canvas.setFocus(Qt::OtherFocusReason); });
}

}  // namespace frisket::ui
