// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <QObject>

#include "ui/session/layer_id.h"

namespace frisket::session {

/// How two label layers are looked at beside each other.
enum class Compare {
    Off,
    SideBySide,  ///< linked views of source, destination and result
    Swipe,       ///< one view with a divider: one layer left of it, the other one right
    Blink,       ///< one view that changes between them
};

/// What the window shows of a document, beyond the looks of the layers.
class ViewOptions : public QObject {
    Q_OBJECT

public:
    using Pair = std::pair<LayerId, LayerId>;

    explicit ViewOptions(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] Compare compare() const { return m_compare; }
    void setCompare(Compare compare);
    /// The two layers of Swipe and Blink, left (or first) and right.
    [[nodiscard]] Pair pair() const { return m_pair; }
    void setPair(Pair pair);
    /// Where the divider of Swipe is, as a part 0..1 of the view's width.
    [[nodiscard]] double divider() const { return m_divider; }
    void setDivider(double divider);

    /// Lines between the pixels, where they are large.
    [[nodiscard]] bool grid() const { return m_grid; }
    void setGrid(bool grid);
    /// Coordinates of the image along two edges of the canvas.
    [[nodiscard]] bool rulers() const { return m_rulers; }
    void setRulers(bool rulers);
    /// The whole image in a corner, while only a part of it is seen.
    [[nodiscard]] bool minimap() const { return m_minimap; }
    void setMinimap(bool minimap);
    /// The order in which the mode takes the source's values, as a heat map; not remembered.
    [[nodiscard]] bool order() const { return m_order; }
    void setOrder(bool order);
    /// What the cast would do to the selected values, as a map; not remembered.
    [[nodiscard]] bool castMap() const { return m_castMap; }
    void setCastMap(bool castMap);

signals:
    /// Any of these is another one.
    void compareChanged();
    /// Grid, rulers, minimap, the order or the map of the cast come or go.
    void guidesChanged();

private:
    void setGuide(bool& guide, bool on);

    Compare m_compare = Compare::Off;
    Pair m_pair{LayerId::Destination, LayerId::Result};
    double m_divider = 0.5;
    bool m_grid = true;
    bool m_rulers = false;
    bool m_minimap = true;
    bool m_order = false;
    bool m_castMap = false;
};

}  // namespace frisket::session
