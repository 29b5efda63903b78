// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "ui/session/document.h"

class QAction;
class QCheckBox;
class QLabel;

namespace frisket::ui {

class OrderLegend;

/// The order in which the present mode takes the source's values: how far they go, and the heat map
/// with its colours.
class OrderPanel : public QWidget {
    Q_OBJECT

public:
    /// `order` switches the heat map. Both outlive it.
    OrderPanel(const session::Document& document, QAction& order, QWidget* parent = nullptr);

    /// Says what is so now; costs a few texts.
    void refresh();

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColours();

    const session::Document& m_document;
    QAction& m_order;
    QCheckBox* m_toggle;  ///< the action, shown as what it is
    QLabel* m_words;
    OrderLegend* m_legend;
    bool m_isShort = false;
};

}  // namespace frisket::ui
