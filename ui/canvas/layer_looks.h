// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "core/render/label_painter.h"
#include "core/render/layer.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"

namespace frisket::ui {

/// What the styles of the layers and the table of labels mean for the compositor: how a layer is
/// drawn and in which pixels. GUI thread only; what `paints` returns may go to others.
class LayerLooks {
public:
    LayerLooks(const session::Document& document, const session::LayerStyles& styles);

    /// Whether the layer is there and anything of it is seen.
    [[nodiscard]] bool drawn(session::LayerId id) const;
    /// Widths are in device pixels: those of the style by the device ratio, rounded, at least 1.
    [[nodiscard]] render::LayerStyle renderStyle(session::LayerId id) const;
    /// Whether the layer is to be drawn as render::Difference of the result and the destination.
    [[nodiscard]] bool showsDifference(session::LayerId id) const;
    /// dtype of what is drawn: U8 where that is a difference.
    [[nodiscard]] array::DType drawnType(session::LayerId id) const;
    /// The pixels of a label layer's values, for render::LabelPixels. Made when they are first
    /// asked for after the look, the label table or the values' range changed.
    [[nodiscard]] std::shared_ptr<const render::LabelPaints> paints(session::LayerId id);
    /// Tint of the condition.
    [[nodiscard]] labels::Rgb tint(session::LayerId id) const;
    /// Widest contour of the layers that are drawn, in device pixels: as far as a pixel changes the
    /// looks of others.
    [[nodiscard]] int reach() const;

    /// Device pixels per device-independent one. Whether that changed.
    bool setDeviceRatio(double ratio);
    /// Label layers are drawn filled and as opaque as the result, each alone, to be compared.
    void setAlone(bool alone) { m_alone = alone; }
    /// Call this when layers come, go or are replaced.
    void layersChanged() { ++m_generation; }

private:
    /// What the pixels of a layer were made from, and they.
    struct Made {
        session::LayerStyle style;
        std::uint64_t labels = 0;
        std::uint64_t generation = 0;
        array::DType dtype = array::DType::U8;
        session::ValueRange window;

        bool operator==(const Made&) const = default;
    };

    [[nodiscard]] session::LayerStyle styleOf(session::LayerId id) const;
    [[nodiscard]] int deviceWidth(const session::LayerStyle& style) const;
    [[nodiscard]] render::LabelPaints makePaints(session::LayerId id, const Made& from) const;

    const session::Document& m_document;
    const session::LayerStyles& m_styles;
    bool m_alone = false;
    double m_deviceRatio = 1;
    std::uint64_t m_generation = 0;  ///< of the layers and their palettes
    std::array<Made, session::kAllLayers.size()> m_made;
    std::array<std::shared_ptr<const render::LabelPaints>, session::kAllLayers.size()> m_paints;
};

}  // namespace frisket::ui
