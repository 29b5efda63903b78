// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QDockWidget>

#include "core/assign/plan.h"
#include "ui/docks/broadcast_words.h"

class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QToolButton;

namespace frisket::ui {

class BroadcastView;
class FixPanel;
class SharingPanel;

/// Explains the assignment as it will run: how the shapes meet, what is repeated, what the cast
/// does, and the NumPy line that does the same; or why it can't run and what would help.
class BroadcastDock : public QDockWidget {
    Q_OBJECT

public:
    explicit BroadcastDock(QWidget* parent = nullptr);

    /// `conditionType` is what the condition's file had, which a plan does not keep.
    void showPlan(const assign::AssignPlan& plan, array::DType conditionType = array::DType::Bool,
                  const Pairing& pairing = {});
    /// `dtypes` by assign::Role. `value` is what fills, in mode fill.
    void showRefusal(const assign::BroadcastTable& table, const std::array<array::DType, 3>& dtypes,
                     const assign::Refusal& refusal, const Pairing& pairing = {},
                     const QString& value = {});
    /// What the cast changes among the selected values, beside a plan; empty takes it away.
    void setLosses(const QString& text, bool loses);
    /// Through what operands are seen that were mended; stays until it is set again.
    void setViews(const QString& source, const QString& condition);
    /// Why there is nothing to align, such as a missing operand. Plain text.
    void showProblem(const QString& text);
    void clear();
    /// Along which axes a stroke counts for all indices; true to the document beside all of these.
    [[nodiscard]] SharingPanel& sharing() { return *m_sharing; }
    [[nodiscard]] FixPanel& fixes() { return *m_fixes; }
    /// Tells which repeated axis is pointed at.
    [[nodiscard]] BroadcastView& table() { return *m_table; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class State { Empty, Plan, Refusal, Problem };

    void setState(State state);
    void updateColours();
    void fitCode();
    void fitTable();

    State m_state = State::Empty;
    bool m_loses = false;
    QScrollArea* m_tableArea;
    BroadcastView* m_table;
    QLabel* m_message;
    QLabel* m_pairing;
    QLabel* m_repeats;
    SharingPanel* m_sharing;
    QLabel* m_cast;
    QLabel* m_losses;
    FixPanel* m_fixes;
    QWidget* m_codeBox;
    QPlainTextEdit* m_code;
    QToolButton* m_copy;
};

}  // namespace frisket::ui
