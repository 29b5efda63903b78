// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/flood_fill.h"

namespace frisket::paint {

/// Of `nib`, the pixels that match and hang together with `seed` by sides without leaving it;
/// nothing where `seed` is not in it or does not match. The box is the least one.
///
/// `match` is asked for words of the plane as in `floodFill`, only for those that `nib` has. Costs
/// the words of the nib's box at most.
[[nodiscard]] condition::BitRegion connectedPart(const condition::BitRegion& nib, Pixel seed,
                                                 const MatchWords& match);

}  // namespace frisket::paint
