// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "core/render/layer.h"

namespace frisket::render {

/// Composes `layers`, the first one lowest, over `background` for the pixels of `rect`, and writes
/// them to `out`, rows `outStride` (>= rect.width()) pixels apart. What is between the rows is not
/// touched. The blend rule is `over`; a layer's fill is drawn before its contour.
///
/// A pixel of a label layer is on its contour if it is not background (its colour is not
/// transparent) and a pixel with another value is within `contourWidth` steps, each to one of the
/// four neighbours; of a condition, if it is set and one that is clear is that near. Dashes of two
/// tones change where (x + 2 y) / 4 does, so that neighbouring tiles fit together and edges along
/// the axes and both diagonals show both tones.
///
/// Costs the pixels of `rect`, whatever the size of the image; words of a condition that are zero
/// cost nothing more. Any thread; `out` must not overlap the pixels of a layer.
void compose(std::span<const Layer> layers, const base::Rect& rect, Argb background, Argb* out,
             std::int64_t outStride);

}  // namespace frisket::render
