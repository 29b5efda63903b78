// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QDockWidget>

#include "ui/docks/style_panel.h"
#include "ui/session/layer_styles.h"

namespace frisket::ui {

class LayerRow;

/// The layers from the top of the canvas to its bottom, and the look of the chosen one. Edits the
/// styles; what a layer holds is told by `setLayer`.
class LayersDock : public QDockWidget {
    Q_OBJECT

public:
    /// `styles` must outlive the dock.
    explicit LayersDock(session::LayerStyles* styles, QWidget* parent = nullptr);

    /// `detail`: one line, as "uint8 · 427×640 · PNG". `tooltip`: more, such as the path and notes.
    /// `warning`: what a person should not miss, or empty. `fix`: what a button beside it says,
    /// or empty. All plain text. For an absent layer,
    /// `detail` may say why.
    void setLayer(session::LayerId id, bool present, const QString& detail, const QString& tooltip,
                  const QString& warning, const QString& fix = {});

    /// Where the panel finds the values that colours span.
    void setRanges(StylePanel::Ranges ranges);

    /// The layer whose look is edited.
    [[nodiscard]] session::LayerId currentLayer() const;
    void setCurrentLayer(session::LayerId id);

signals:
    /// The person wants to open a file as this absent layer.
    void openRequested(frisket::session::LayerId id);
    /// The button beside the warning was pressed.
    void fixRequested(frisket::session::LayerId id);

private:
    session::LayerStyles* m_styles;
    std::array<LayerRow*, session::kAllLayers.size()> m_rows{};
    StylePanel* m_panel;
};

}  // namespace frisket::ui
