// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>
#include <QTimer>

#include "ui/docks/refresh_when_seen.h"
#include "ui/session/label_survey.h"
#include "ui/session/layer_styles.h"

class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace frisket::ui {

class ElidedLabel;
class LabelsModel;

/// The labels of the destination and the source with their colours, names and counts; shows, hides,
/// colours and names them. Looks at the arrays only while it is seen, and when edits rest.
class LabelsDock : public QDockWidget {
    Q_OBJECT

public:
    /// Both must outlive the dock.
    LabelsDock(session::Document& document, session::LayerStyles& styles,
               QWidget* parent = nullptr);

    /// The label that is chosen while the dock is seen, or nothing.
    [[nodiscard]] std::optional<std::int64_t> chosenLabel() const;
    /// Chooses the row of that label, if it is listed.
    void choose(std::int64_t label);

signals:
    /// The person chose a row.
    void labelChosen(std::int64_t label);
    /// The person wants to paint with that label.
    void paintWanted(std::int64_t label);
    /// What else can be done with that label goes into `menu`, before it opens.
    void menuFilled(QMenu& menu, std::int64_t label);
    /// Other labels are listed, and none is chosen.
    void listed();
    /// Go to the next instance of that label, or to the one before.
    void instanceWanted(std::int64_t label, bool forward);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildTable();
    [[nodiscard]] QWidget* buildButtons();
    /// What is listed may be out of date.
    void refreshLater();
    void refresh();
    void showColours();
    void showState();
    void countClicked();
    void cellClicked(const QModelIndex& index);
    void showMenu(QPoint place);
    void setIcons();
    void wantInstance(bool forward);
    [[nodiscard]] std::optional<std::int64_t> currentLabel() const;
    void toggle(std::int64_t label);
    void toggleLock(std::int64_t label);
    void lockAllBut(std::int64_t label);
    template <class Change>
    void editLocks(Change&& change);
    void chooseColour(std::int64_t label);
    /// Changes the table by `change`, a function of LabelTable& and the current label.
    template <class Change>
    void editCurrent(Change&& change) {
        if (const auto label = currentLabel()) {
            m_looks.edit([&](labels::LabelTable& table) { change(table, *label); });
        }
    }

    session::Document& m_document;
    session::LayerStyles& m_styles;
    session::LabelLooks& m_looks;
    session::LabelSurvey m_survey;
    LabelsModel* m_model;
    QSortFilterProxyModel* m_filtered;
    QLineEdit* m_filter;
    QTableView* m_table;
    QPushButton* m_showAll;
    QPushButton* m_only;
    QPushButton* m_reset;
    QToolButton* m_previous;
    QToolButton* m_next;
    ElidedLabel* m_state;
    QProgressBar* m_progress;
    QPushButton* m_count;
    RefreshWhenSeen m_refresh;
    QTimer m_watch;  ///< for the progress of the count
};

}  // namespace frisket::ui
