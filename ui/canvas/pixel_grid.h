// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "core/render/argb.h"

namespace frisket::ui {

/// From this scale on pixels are large enough for lines between them.
inline constexpr double kGridFrom = 8;

/// Draws lines between image pixels over a rendered picture: on the first device pixel of each
/// column and row of the image. `rect` are device pixels of the picture before it is turned,
/// `pixels` the first of them, rows `stride` apart. Nothing below kGridFrom.
void drawPixelGrid(const base::Rect& rect, double scale, render::Argb* pixels, std::int64_t stride);

}  // namespace frisket::ui
