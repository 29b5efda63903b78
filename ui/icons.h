// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace frisket::ui {

/// The drawing resources/icons/`name`.svg in the colours of `palette`: ButtonText, and its disabled
/// colour for disabled controls. Sharp at every device pixel ratio, since it is drawn for each size
/// that is asked for. A null icon if there is no such drawing. Ask again when the palette changes.
[[nodiscard]] QIcon icon(const QString& name, const QPalette& palette);

/// The same drawing in one colour.
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);

/// The program's own, in its own colours.
[[nodiscard]] QIcon applicationIcon();

}  // namespace frisket::ui
