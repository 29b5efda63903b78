// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/flood_fill.h"
#include "ui/session/document.h"

namespace frisket::session {

/// What a fill or the wand goes by.
struct Similarity {
    LayerId layer = LayerId::Result;  ///< whose values are compared; any, the backdrop too
    /// Most that a value may differ from that of the pixel: in its own units, of a colour's red,
    /// green and blue each. The condition has none.
    double tolerance = 0;
    /// What hangs together with the pixel, or all of the plane.
    bool contiguous = true;
    paint::Connectivity connectivity = paint::Connectivity::Four;

    bool operator==(const Similarity&) const = default;
};

/// Says which pixels of the shown plane are like `seed`, one of it; empty where the layer has
/// nothing there. Looks at the document: valid until that changes.
[[nodiscard]] paint::MatchWords matchLike(const Document& document, paint::Pixel seed,
                                          const Similarity& similarity);

/// The pixels of the shown plane that are like `seed`, as a job. None where the layer has nothing
/// there. Fails with Refused while something else is done, Cancelled, OutOfMemory.
[[nodiscard]] base::Result<condition::BitRegion> similarPixels(Document& document,
                                                               paint::Pixel seed,
                                                               const Similarity& similarity);

}  // namespace frisket::session
