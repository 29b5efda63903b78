// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace frisket::ui {

inline constexpr int kSwatchSide = 16;

/// A small field of one colour with a thin frame that is seen on the palette's ground; transparent
/// colours show a chequered field.
[[nodiscard]] QIcon swatch(const QColor& colour, const QPalette& palette, qreal ratio);

}  // namespace frisket::ui
