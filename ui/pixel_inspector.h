// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QLabel>
#include <QTimer>
#include <QWidget>

#include "core/base/geometry.h"
#include "ui/session/document.h"
#include "ui/session/label_looks.h"

namespace frisket::ui {

class ElidedLabel;

/// The line at the bottom of the window: place under the pointer, the value of every mask there
/// with the name of its label, the destination's dtype and shape, the zoom.
class PixelInspector : public QWidget {
    Q_OBJECT

public:
    /// Both outlive it.
    PixelInspector(const session::Document& document, const session::LabelLooks& labels,
                   QWidget* parent = nullptr);

    /// The pointer is there. Shown soon: texts that change with each event of a fast pointer would
    /// cost more than what is painted.
    void setPosition(const std::optional<base::Point>& position);
    void setZoom(double scale);
    /// Reads the values again, soon: the document changed under a resting pointer.
    void refreshSoon();
    void refresh();
    /// A message of the status bar, which leaves no room of its own beside this line.
    void showMessage(const QString& text);

private:
    void planeChanged();
    void fitPlace();
    [[nodiscard]] QString placeText(std::int64_t x, std::int64_t y) const;
    [[nodiscard]] QString valueOf(session::LayerId id, std::int64_t x, std::int64_t y) const;

    const session::Document& m_document;
    const session::LabelLooks& m_labels;
    std::optional<base::Point> m_position;
    QTimer m_soon;
    QLabel* m_place;
    std::array<QLabel*, session::kAllLayers.size()> m_values{};
    ElidedLabel* m_message;
    QLabel* m_type;
    QLabel* m_zoom;
};

}  // namespace frisket::ui
