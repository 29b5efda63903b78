// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>

#include "ui/session/document.h"

class QLabel;
class QTreeView;

namespace frisket::ui {

class HistoryModel;

/// The steps of the document with the memory that each holds. A click on one, or Enter, goes to the
/// state after it; below is what they take together.
class HistoryDock : public QDockWidget {
    Q_OBJECT

public:
    /// `document` outlives the dock.
    explicit HistoryDock(session::Document& document, QWidget* parent = nullptr);

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
    void setColours();

    session::Document& m_document;
    HistoryModel* m_model;
    QTreeView* m_list;
    QLabel* m_dropped;
    QLabel* m_total;
};

/// What to tell a person when the oldest steps were dropped for the budget.
[[nodiscard]] QString droppedWords(const edit::History& history);

}  // namespace frisket::ui
