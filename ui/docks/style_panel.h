// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "ui/session/layer_styles.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QStackedWidget;

namespace frisket::ui {

/// Edits the look of one layer: opacity, colours, filled or outlined. Visibility is not here.
class StylePanel : public QWidget {
    Q_OBJECT

public:
    explicit StylePanel(session::LayerStyles* styles, QWidget* parent = nullptr);

    [[nodiscard]] session::LayerId layer() const { return m_layer; }
    void setLayer(session::LayerId layer);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showStyle();
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
    QLabel* m_title;
    QSlider* m_opacity;
    QSpinBox* m_percent;
    QStackedWidget* m_colourPages;
    QComboBox* m_colours;
    QPushButton* m_tint;
    QLabel* m_ownColours;
    QPushButton* m_fill;
    QPushButton* m_contour;
};

}  // namespace frisket::ui
