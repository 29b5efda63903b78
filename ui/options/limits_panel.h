// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QList>

#include "ui/session/document.h"
#include "ui/session/tool_options.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace frisket::ui {

class LimitRow;

/// "Paint only where": edits the document's limits. Lies over the window, so that the image is seen
/// and painted while it is open.
class LimitsPanel : public QFrame {
    Q_OBJECT

public:
    /// All outlive the panel; `canvas` gets the keys when it is closed.
    LimitsPanel(session::Document& document, session::ToolOptions& options, QWidget& canvas,
                QWidget* parent);

    void setIcons(const QPalette& palette);

signals:
    void closed();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QWidget* buildHead();
    [[nodiscard]] QWidget* buildFoot();
    void showLimits();
    void addRow();
    void pick(int row, bool wanted);
    template <class Change>
    void edit(Change&& change) {
        session::PaintLimits limits = m_document.limits();
        change(limits);
        m_document.setLimits(limits);
    }

    session::Document& m_document;
    session::ToolOptions& m_options;
    QWidget& m_canvas;
    QVBoxLayout* m_lines;
    QList<LimitRow*> m_rows;
    int m_picking = -1;  ///< the row that a click on the canvas is for
    int m_asking = -1;   ///< the row that is about to ask for one
    QLabel* m_none;
    QComboBox* m_side;
    QLabel* m_locks;
    QPushButton* m_unlock;
    QCheckBox* m_hatched;
    QPushButton* m_clear;
    QToolButton* m_close;
};

}  // namespace frisket::ui
