// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QColor>

#include "core/labels/colour_map.h"
#include "core/labels/label_colours.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"

namespace frisket::session {

/// Whether a choice is a ramp for continuous values, and which.
[[nodiscard]] std::optional<labels::Ramp> rampOf(ColourChoice choice);

/// Whether the layer's own file, or the destination's in its stead, has a palette.
[[nodiscard]] bool hasPalette(const Document& document, LayerId id);

/// Without the coverage.
[[nodiscard]] labels::Rgb rgbOf(const QColor& colour);
[[nodiscard]] QColor qColorOf(labels::Rgba colour);

/// The colours that a layer's style gives to labels, without the table of labels. A ramp gives none
/// to labels; for it they are those of ColourChoice::Labels.
[[nodiscard]] labels::LabelColours schemeColours(const Document& document, LayerId id,
                                                 const LayerStyle& style);

/// The window of continuous colours that the style asks for: `low` gets the first colour. Inverted,
/// low is above high.
[[nodiscard]] ValueRange colourWindow(const Document& document, LayerId id,
                                      const LayerStyle& style);

}  // namespace frisket::session
