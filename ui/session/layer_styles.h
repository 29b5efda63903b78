// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QColor>
#include <QObject>

#include "ui/session/layer_id.h"

namespace frisket::session {

/// How a layer's values become colours. Labels: a colour for each value, from the file's palette or
/// a stable hash. Grey and Viridis: continuous, for float arrays and scores. Tint: one colour, for
/// the condition.
enum class ColourChoice { Labels, Grey, Viridis, Tint };

struct LayerStyle {
    bool visible = true;
    double opacity = 1.0;  ///< 0..1
    ColourChoice colours = ColourChoice::Labels;
    bool contour = false;  ///< outline instead of filled
    QColor tint = QColor(255, 176, 0);

    bool operator==(const LayerStyle&) const = default;
};

/// The looks of all layers; the Layers dock edits them, the canvas draws by them.
class LayerStyles : public QObject {
    Q_OBJECT

public:
    explicit LayerStyles(QObject* parent = nullptr);

    [[nodiscard]] const LayerStyle& style(LayerId id) const { return m_styles[indexOf(id)]; }
    void setStyle(LayerId id, const LayerStyle& style);

signals:
    void styleChanged(frisket::session::LayerId id);

private:
    std::array<LayerStyle, kAllLayers.size()> m_styles;
};

}  // namespace frisket::session
