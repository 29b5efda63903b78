// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <variant>

#include "core/labels/colour_map.h"
#include "core/labels/label_colours.h"
#include "core/render/layer.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"

namespace frisket::ui {

/// What the styles of the layers mean for the compositor: which colours a layer has and how it is
/// drawn.
class LayerLooks {
public:
    LayerLooks(const session::Document& document, const session::LayerStyles& styles);

    /// Whether the layer is there and anything of it is seen.
    [[nodiscard]] bool drawn(session::LayerId id) const;
    [[nodiscard]] render::LayerStyle renderStyle(session::LayerId id) const;
    /// Colours of a label layer, for render::LabelPixels; they live until the next call that is not
    /// const.
    [[nodiscard]] std::variant<const labels::LabelColours*, const labels::ColourMap*> colours(
        session::LayerId id);
    /// Tint of the condition.
    [[nodiscard]] labels::Rgb tint(session::LayerId id) const;
    /// Widest contour in device pixels: as far as a pixel changes the looks of others.
    [[nodiscard]] int reach() const;

    /// Colours of a layer's file, or the next best, are looked up once; call this when layers come,
    /// go or are replaced.
    void layersChanged();

private:
    [[nodiscard]] const labels::ColourMap& colourMap(session::LayerId id);

    const session::Document& m_document;
    const session::LayerStyles& m_styles;
    std::array<labels::LabelColours, session::kAllLayers.size()> m_colours;
    std::array<std::optional<labels::ColourMap>, session::kAllLayers.size()> m_maps;
    std::array<session::ColourChoice, session::kAllLayers.size()> m_mapChoices{};
    std::array<session::ValueRange, session::kAllLayers.size()> m_mapRanges{};
};

}  // namespace frisket::ui
