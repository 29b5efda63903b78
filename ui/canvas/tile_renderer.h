// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include <QImage>
#include <QRect>

#include "core/render/layer.h"
#include "ui/canvas/layer_looks.h"
#include "ui/canvas/sampling.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"

namespace frisket::ui {

/// Renders the overlays (all layers but the backdrop) of device rectangles: samples what is shown
/// of each mask, evaluates the live result there through the plan, and composes. Costs what is
/// rendered, whatever the size of the image.
class TileRenderer {
public:
    TileRenderer(const session::Document& document, const session::LayerStyles& styles);

    /// Draws `part` (device pixels from the image's origin, at `scale` device pixels per image
    /// pixel) into `tile`, an ARGB32_Premultiplied image whose first pixel is `corner`. What lies
    /// outside the image becomes transparent.
    void render(QImage& tile, QPoint corner, const QRect& part, double scale);

    /// Call this when layers come, go or are replaced.
    void layersChanged() { m_looks.layersChanged(); }
    /// Device pixels per device-independent one, for contours. Whether that changed.
    bool setDeviceRatio(double ratio) { return m_looks.setDeviceRatio(ratio); }
    /// As far as a pixel changes the looks of others, in device pixels.
    [[nodiscard]] int reach() const { return m_looks.reach(); }

private:
    struct Sampled {
        std::vector<std::byte> samples;
        std::vector<std::byte> expanded;
        std::vector<condition::Word> words;
        std::vector<condition::Word> expandedWords;
    };

    void sampleLabels(session::LayerId id, Sampled& into) const;
    /// Turns samples of the result into render::Difference from the destination.
    void makeDifference(Sampled& result);
    void sampleBits(Sampled& into) const;
    void addLabels(session::LayerId id);
    void addCondition();

    const session::Document& m_document;
    LayerLooks m_looks;

    // Of the rectangle being rendered
    base::Rect m_covers;
    AxisSampling m_columns;
    AxisSampling m_rows;
    std::int64_t m_step = 1;
    std::array<Sampled, session::kAllLayers.size()> m_sampled;
    Sampled m_under;  ///< the destination under a result that is shown as difference
    std::vector<render::Layer> m_layers;
};

}  // namespace frisket::ui
