// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>

#include "ui/session/photo.h"

namespace frisket::ui {

/// Draws what the photo under the overlays has in `part`: smooth when it is shrunk, as hard pixels
/// when it is enlarged. The painter counts device pixels from the picture's corner, `scale` of them
/// for each picture pixel. Scaled smoothly, a pixel may differ by rounding with another `part`.
void drawBackdrop(QPainter& painter, session::Photo& photo, double scale, const QRect& part);

}  // namespace frisket::ui
