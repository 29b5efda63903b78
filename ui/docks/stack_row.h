// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

#include "ui/session/condition_stack.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace frisket::ui {

/// A layer of the condition in the Condition dock: whether it is on, how it joins those below, its
/// name, what it gives, and whether strokes write it.
class StackRow : public QFrame {
    Q_OBJECT

public:
    explicit StackRow(QWidget* parent = nullptr);

    /// `lowest`: nothing is below it, so that it joins nothing. `paints`: strokes write it.
    void show(const session::ConditionLayer& layer, const session::ConditionStack::State& state,
              bool lowest, bool paints);
    void setSelected(bool selected);
    [[nodiscard]] std::uint64_t id() const { return m_id; }

    [[nodiscard]] QCheckBox& on() { return *m_on; }
    [[nodiscard]] QComboBox& combine() { return *m_combine; }
    [[nodiscard]] QLineEdit& name() { return *m_name; }
    [[nodiscard]] QToolButton& paints() { return *m_paints; }

signals:
    void pressed();
    void switched(bool on);
    void combineChosen(frisket::condition::Combine combine);
    void renamed(const QString& name);
    void paintHere();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setIcons();

    std::uint64_t m_id = 0;
    bool m_selected = false;
    QCheckBox* m_on;
    QComboBox* m_combine;
    QLineEdit* m_name;
    QLabel* m_gives;
    QToolButton* m_paints;
};

/// How a layer joins those below, for a person.
[[nodiscard]] QString wordsOf(condition::Combine combine);
[[nodiscard]] QString meaningOf(condition::Combine combine);

}  // namespace frisket::ui
