// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>

#include "ui/session/document.h"
#include "ui/session/label_looks.h"
#include "ui/session/state_comparison.h"

class QLabel;
class QTreeView;

namespace frisket::ui {

class Canvas;
class HistoryModel;
class RevertPanel;

/// The steps of the document with the memory that each holds. A click on one, or Enter, goes to the
/// state after it; Space, or the menu of a row, compares the present with it, and below is what
/// that would bring back, and what the steps take together.
class HistoryDock : public QDockWidget {
    Q_OBJECT

public:
    /// `document` and `looks` outlive the dock.
    HistoryDock(session::Document& document, const session::LabelLooks& looks,
                QWidget* parent = nullptr);

    /// Shows there what differs from the state that is compared, while the dock is seen.
    void showOn(Canvas& canvas);
    [[nodiscard]] session::StateComparison& comparison() { return *m_comparison; }
    [[nodiscard]] RevertPanel& panel() { return *m_panel; }

    [[nodiscard]] QTreeView& list() { return *m_list; }
    [[nodiscard]] HistoryModel& model() { return *m_model; }
    /// The words under the list, and those above it; the latter are empty until steps were dropped.
    [[nodiscard]] QString totalText() const;
    [[nodiscard]] QString droppedText() const;

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void stepTo(const QModelIndex& index);
    void showCurrent();
    void showTotal();
    void compareChosen();
    void showCompared();
    void showMenu(QPoint place);
    void setColours();

    session::Document& m_document;
    session::StateComparison* m_comparison;
    HistoryModel* m_model;
    RevertPanel* m_panel;
    QTreeView* m_list;
    QLabel* m_dropped;
    QLabel* m_total;
};

/// What to tell a person when the oldest steps were dropped for the budget.
[[nodiscard]] QString droppedWords(const edit::History& history);

}  // namespace frisket::ui
