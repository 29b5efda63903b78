// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include <QWidget>

#include "core/measure/sample.h"
#include "ui/session/layer_styles.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace frisket::ui {

class LevelsEditor;
class PercentRow;
class SegmentBar;

/// Edits the look of one layer: filled or outlined, opacities, the contour, colours and what they
/// span, and for the result whether it is shown whole or as difference. Only what has an effect is
/// shown. Visibility is not here.
class StylePanel : public QWidget {
    Q_OBJECT

public:
    /// Ranges of a layer's values, or nothing where it has none.
    using Ranges = std::function<std::optional<measure::ValueRanges>(session::LayerId)>;

    explicit StylePanel(session::LayerStyles* styles, QWidget* parent = nullptr);

    [[nodiscard]] session::LayerId layer() const { return m_layer; }
    void setLayer(session::LayerId layer);
    /// Asked only while the colours of the layer span values.
    void setRanges(Ranges ranges);
    /// Shows what may have changed with the layer's values.
    void refresh() { showStyle(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildContourRow();
    void buildColours();
    void buildLegend();
    void addRow(const QString& label, QWidget* widget);
    void showRow(QWidget* widget, bool shown);
    void showStyle();
    void showColours(const session::LayerStyle& style);
    void chooseTint();
    /// Changes the layer's style by `change`, a function of LayerStyle&.
    template <class Change>
    void edit(Change&& change) {
        session::LayerStyle style = m_styles->style(m_layer);
        change(style);
        m_styles->setStyle(m_layer, style);
    }

    session::LayerStyles* m_styles;
    session::LayerId m_layer = session::LayerId::Result;
    Ranges m_ranges;
    QGridLayout* m_grid;
    QLabel* m_title;
    SegmentBar* m_show;
    QLabel* m_legend;
    SegmentBar* m_draw;
    PercentRow* m_opacity;
    PercentRow* m_contourOpacity;
    QWidget* m_contour;
    QSpinBox* m_thickness;
    QComboBox* m_tones;
    QWidget* m_colourRow;
    QComboBox* m_colours;
    QPushButton* m_tint;
    LevelsEditor* m_levels;
};

}  // namespace frisket::ui
