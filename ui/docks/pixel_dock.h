// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QDockWidget>

#include "core/base/geometry.h"
#include "ui/docks/refresh_when_seen.h"
#include "ui/session/pixel_facts.h"

class QAction;
class QLabel;
class QTableWidget;

namespace frisket::ui {

class ElidedLabel;

/// What every layer has at the pixel under the pointer, or at the one that is pinned: colour,
/// value, name of the label, index in the layer's own array, dtype. Reads at most 20 times a
/// second, and only while it is seen.
class PixelDock : public QDockWidget {
    Q_OBJECT

public:
    /// Both outlive the dock. `pin` is the checkable command that keeps the pixel.
    PixelDock(const session::Document& document, const session::LayerStyles& styles, QAction& pin,
              QWidget* parent = nullptr);

    /// Whether it is in front.
    [[nodiscard]] bool isSeen() const { return m_refresh.isSeen(); }
    void setPosition(const std::optional<base::Point>& position);
    /// Keeps the pixel that the pointer was over last, or follows the pointer again.
    void setPinned(bool pinned);
    /// The rows that are chosen, or all, as lines of tab-separated text.
    [[nodiscard]] QString text() const;

signals:
    /// That pixel is kept from now on, or none.
    void pinned(const std::optional<frisket::base::Point>& place);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildTable();
    void refresh();
    void showRow(int row, const session::PixelFacts& facts);
    void copy() const;
    [[nodiscard]] std::optional<base::Point> shown() const { return m_pin ? m_pin : m_position; }

    const session::Document& m_document;
    const session::LayerStyles& m_styles;
    QAction& m_pinAction;
    std::optional<base::Point> m_position;
    std::optional<base::Point> m_pin;
    RefreshWhenSeen m_refresh;
    ElidedLabel* m_place;
    QTableWidget* m_table;
    QLabel* m_notes;
};

}  // namespace frisket::ui
