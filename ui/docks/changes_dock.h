// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QDockWidget>

#include "ui/docks/refresh_when_seen.h"
#include "ui/session/change_survey.h"
#include "ui/session/layer_styles.h"

class QAction;
class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;
class QTabWidget;
class QToolButton;

namespace frisket::ui {

class ChangeTotalsView;
class ElidedLabel;
class ScoresModel;
class TransitionsModel;

/// What the live assignment would change in the shown plane, while it is painted: totals, which
/// label becomes which, and how far each label agrees with the source before and after. Counts only
/// while it is seen.
class ChangesDock : public QDockWidget {
    Q_OBJECT

public:
    /// `previous` and `next` go through the changes. All outlive the dock.
    ChangesDock(session::Document& document, session::LayerStyles& styles, QAction& previous,
                QAction& next, QWidget* parent = nullptr);

    using Pair = session::ChangeSurvey::Pair;
    [[nodiscard]] const session::ChangeSurvey& survey() const { return m_survey; }
    /// What the dock says of its numbers.
    [[nodiscard]] QString state() const;
    /// The pair whose row is chosen.
    [[nodiscard]] std::optional<Pair> chosen() const;

signals:
    /// Other pixels are to be pointed out on the canvas: those of `survey().marks()`, in this part.
    void marksChanged(const frisket::base::Rect& pixels);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QWidget* buildTransitions();
    [[nodiscard]] QWidget* buildScores();
    void connectParts();
    void refresh();
    void showScores(const session::ChangeSurvey::Answer& answer);
    void showColours();
    void showButtons();
    void choose(const std::optional<Pair>& pair);
    void toggleMarked();
    /// Takes all but the chosen pair's pixels out of the condition, or those.
    void reduce(bool keep);
    void showMenu(QPoint place);

    session::Document& m_document;
    session::LayerStyles& m_styles;
    session::ChangeSurvey m_survey;
    TransitionsModel* m_transitions;
    ScoresModel* m_scores;
    ElidedLabel* m_state;
    ChangeTotalsView* m_totals;
    QTabWidget* m_tabs;
    QCheckBox* m_unchanged;
    QTableView* m_table;
    QLabel* m_note;  ///< why the table is empty or not whole
    QPushButton* m_show;
    QPushButton* m_keep;
    QPushButton* m_drop;
    QToolButton* m_previous;
    QToolButton* m_next;
    QTableView* m_scoreTable;
    QLabel* m_scoreNote;
    std::optional<Pair> m_chosen;
    RefreshWhenSeen m_refresh;
};

}  // namespace frisket::ui
