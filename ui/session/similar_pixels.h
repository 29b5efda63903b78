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

/// Those of them in `window` that are found within it, at once: for what is shown while a person
/// still chooses. Nothing where that takes longer than so many milliseconds.
[[nodiscard]] std::optional<condition::BitRegion> similarPixelsIn(const Document& document,
                                                                  paint::Pixel seed,
                                                                  const Similarity& similarity,
                                                                  const base::Rect& window,
                                                                  int milliseconds);

/// How much a value may differ for each step of a drag that has 500 of them from one end of the
/// layer's values to the other: whole where they are.
[[nodiscard]] double toleranceStep(const Document& document, LayerId layer);

/// The pixels of the shown plane at which the layer, a mask, has the value that `text` is in its
/// dtype, as a job. None where the layer has no place in the picture. Fails as `similarPixels`, and
/// with InvalidArgument where the dtype has no such value.
[[nodiscard]] base::Result<condition::BitRegion> labelPixels(Document& document, LayerId layer,
                                                             const QString& text);

/// The value that the layer has at a pixel, as text for Document::setPaintTarget: in the
/// destination's dtype where that has it. Nothing where the layer has none there.
[[nodiscard]] std::optional<QString> pickedValue(const Document& document, LayerId layer,
                                                 paint::Pixel pixel);

}  // namespace frisket::session
