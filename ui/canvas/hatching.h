// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "core/condition/bits.h"
#include "core/render/argb.h"

namespace frisket::ui {

/// Device pixels from one line of the hatching to the next, along a row.
inline constexpr std::int64_t kHatchStep = 8;

/// Whether the light (0) or the dark (1) part of a line covers device pixel (x, y) of the picture,
/// or (-1) none.
[[nodiscard]] constexpr int hatchPart(std::int64_t x, std::int64_t y) {
    const std::int64_t place = (x + y) % kHatchStep;
    return place == 0 ? 0 : place == 1 ? 1 : -1;
}

/// Draws diagonal lines over a rendered picture where `bits` are clear: bit i of a row is device
/// pixel rect.x0 + i, rows lie wordsFor(width) words apart. Light and dark side by side, so that
/// they are seen on any ground; most of what is below shows between them. `rect` are device pixels
/// of the picture before it is turned (x, y >= 0), `pixels` the first of them, rows `stride` apart.
void drawHatching(const base::Rect& rect, const condition::Word* bits, render::Argb* pixels,
                  std::int64_t stride);

}  // namespace frisket::ui
