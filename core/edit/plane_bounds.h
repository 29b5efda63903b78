// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/condition_mask.h"

namespace frisket::edit {

/// A rectangle of `plane` that holds every pixel whose element lies in `packed`, a rectangle of
/// `mask` in packed coordinates (BitPatch::packedBounds): what to draw again after undo. It is the
/// least one where each image row lies in one packed row, or only one row is concerned; else it
/// has the plane's full width. Empty when the plane has none of the elements.
[[nodiscard]] base::Rect planeBounds(const condition::ConditionMask& mask,
                                     const condition::Plane& plane, const base::Rect& packed);

}  // namespace frisket::edit
