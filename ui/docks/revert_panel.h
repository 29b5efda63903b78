// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QWidget>

#include "ui/session/label_looks.h"
#include "ui/session/state_comparison.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace frisket::ui {

class ElidedLabel;

/// Below the steps: what another state of the history would bring back to the shown plane, with the
/// colours that the canvas shows it in, and the buttons that bring it back. While nothing is
/// compared there is one button, which begins it.
class RevertPanel : public QWidget {
    Q_OBJECT

public:
    /// All outlive it.
    RevertPanel(session::Document& document, session::StateComparison& comparison,
                const session::LabelLooks& looks, QWidget* parent = nullptr);

    /// What the state that is compared is called.
    void setStateName(const QString& name);
    /// The lines of the legend, or what is said in their stead.
    [[nodiscard]] QString text() const;
    /// Which layer a revert of the condition paints, and what stays; empty where that is plain.
    [[nodiscard]] QString paintingText() const;

signals:
    /// The state that is chosen in the list is to be compared with.
    void compareRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    using What = session::RevertScope::What;

    void build();
    void refresh();
    void showLabels();
    void showCounts();
    void revert(What what);
    [[nodiscard]] QString paintingWords() const;
    /// The label that is chosen, with the numbers of its pixels; of all where none is.
    [[nodiscard]] session::RevertScope scope(What what) const;
    [[nodiscard]] edit::StateDifference::Label counts() const;

    session::Document& m_document;
    session::StateComparison& m_comparison;
    const session::LabelLooks& m_looks;
    QString m_stateName;
    QPushButton* m_compare;
    QWidget* m_details;
    ElidedLabel* m_title;
    QToolButton* m_end;
    QLabel* m_note;  ///< why nothing is known, or that nothing differs
    QPushButton* m_again;
    QWidget* m_legend;
    std::array<QLabel*, 3> m_swatches{};
    std::array<QLabel*, 3> m_lines{};
    QComboBox* m_labels;
    QCheckBox* m_selectedOnly;
    QPushButton* m_revertValues;
    QPushButton* m_revertCondition;
    QLabel* m_painting;  ///< which layer that paints, and what it can't bring back
};

}  // namespace frisket::ui
