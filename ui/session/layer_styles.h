// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QColor>
#include <QObject>

#include "ui/session/label_looks.h"
#include "ui/session/layer_id.h"

namespace frisket::session {

/// How a layer's values become colours. For labels, a colour for each value: Labels from the file's
/// palette where it has one, else Stable, which is the same in all files (listed and hashed
/// colours); Safe, a set for colour-blind people; Tint, one colour, also for the condition. Grey,
/// Viridis, Magma and Cividis: continuous, for float arrays and scores.
enum class ColourChoice { Labels, Grey, Viridis, Tint, Stable, Safe, Magma, Cividis };

enum class Draw { Fill, Contour, Both };

/// Which values a continuous ramp spans: all, the 1st to the 99th percentile, or `low` to `high`.
enum class Levels { Full, Middle, Manual };

inline constexpr int kWidestContour = 16;

struct LayerStyle {
    bool visible = true;
    double opacity = 1.0;  ///< of the fill and of a picture, 0..1
    ColourChoice colours = ColourChoice::Labels;
    Draw draw = Draw::Fill;
    QColor tint = QColor(255, 176, 0);
    double contourOpacity = 1.0;  ///< 0..1
    int contourWidth = 2;         ///< device-independent pixels, 1..kWidestContour
    bool solidContour = false;    ///< in one tone instead of dashes that are seen on any ground
    Levels levels = Levels::Full;
    double low = 0;  ///< of Levels::Manual: the value of the first colour
    double high = 1;
    bool invert = false;      ///< the ramp the other way round
    bool difference = false;  ///< of the result: only what it changes in the destination

    [[nodiscard]] bool fills() const { return draw != Draw::Contour; }
    [[nodiscard]] bool hasContour() const { return draw != Draw::Fill; }
    bool operator==(const LayerStyle&) const = default;
};

/// The looks of all layers; the Layers dock edits them, the canvas draws by them.
class LayerStyles : public QObject {
    Q_OBJECT

public:
    explicit LayerStyles(QObject* parent = nullptr);

    [[nodiscard]] const LayerStyle& style(LayerId id) const { return m_styles[indexOf(id)]; }
    void setStyle(LayerId id, const LayerStyle& style);
    /// What was said about single labels, for all layers.
    [[nodiscard]] LabelLooks& labels() { return m_labels; }
    [[nodiscard]] const LabelLooks& labels() const { return m_labels; }

signals:
    void styleChanged(frisket::session::LayerId id);

private:
    std::array<LayerStyle, kAllLayers.size()> m_styles;
    LabelLooks m_labels;
};

}  // namespace frisket::session
