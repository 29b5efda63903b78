// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "core/condition/bits.h"
#include "core/render/argb.h"

namespace frisket::ui {

/// Draws diagonal lines over a rendered picture where `bits` are clear: bit i of a row is device
/// pixel rect.x0 + i, rows lie wordsFor(width) words apart. Light and dark side by side, so that
/// they are seen on any ground; most of what is below shows between them. `rect` are device pixels
/// of the picture before it is turned (x, y >= 0), `pixels` the first of them, rows `stride` apart.
void drawHatching(const base::Rect& rect, const condition::Word* bits, render::Argb* pixels,
                  std::int64_t stride);

}  // namespace frisket::ui
