// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPalette>

#include "ui/session/theme_choice.h"

class QApplication;

namespace frisket::ui {

using session::Theme;

/// Contrast of two opaque colours, 1..21, as WCAG 2.1 defines it (relative luminance in sRGB).
/// Text needs 4.5 (level AA).
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

/// `top` laid over `bottom` with `share` of it, 0..1; opaque.
[[nodiscard]] QColor mixed(const QColor& bottom, const QColor& top, double share);

/// Whether text on the palette's window is lighter than the window.
[[nodiscard]] bool isDark(const QPalette& palette);

/// Palette of the light or the dark theme: neutral greys and one blue accent. Every text on its
/// background has a contrast of 4.5 or more, disabled ones 2.5.
[[nodiscard]] QPalette themePalette(bool dark);

/// Fusion style with the palette of `theme`, for the whole program. System looks at what the
/// platform's palette is now (Qt 6.4 has no other sign), so a later switch of the desktop is
/// followed when this is called again.
void applyTheme(QApplication& application, Theme theme);

/// Around the image: a neutral mid grey, so that the colours of labels are judged right.
[[nodiscard]] QColor canvasSurround(const QPalette& palette);

/// Behind a row that is chosen, and one under the mouse; the texts below are legible on both.
[[nodiscard]] QColor chosenBackground(const QPalette& palette);
[[nodiscard]] QColor hoverBackground(const QPalette& palette);

/// Text colours for a warning and an error, legible on the palette's Window and Base.
[[nodiscard]] QColor warningText(const QPalette& palette);
[[nodiscard]] QColor errorText(const QPalette& palette);

/// Text that matters less than its neighbour, legible on the palette's Window and Base.
[[nodiscard]] QColor quietText(const QPalette& palette);

}  // namespace frisket::ui
