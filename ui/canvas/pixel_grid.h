// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>

#include "core/base/geometry.h"
#include "ui/canvas/view_transform.h"

namespace frisket::ui {

/// From this scale on pixels are large enough for lines between them.
inline constexpr double kGridFrom = 8;

/// Draws lines between the pixels of `image` (image pixels) as far as they lie in `exposed`, in
/// device pixels, which are the painter's; nothing below kGridFrom.
void drawPixelGrid(QPainter& painter, const ViewTransform& view, const base::Rect& image,
                   const QRect& exposed);

}  // namespace frisket::ui
