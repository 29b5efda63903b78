// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QPlainTextEdit>
#include <QTimer>

#include "core/rules/complete.h"
#include "core/rules/error.h"

class QListView;
class QStandardItemModel;

namespace frisket::ui {

/// A line or a few in which a rule is typed: completion at the cursor, and the place of an error
/// underlined. Enter is for good, Esc goes back; Shift+Enter makes a new line.
class RuleEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    /// So many lines high.
    explicit RuleEdit(int lines, QWidget* parent = nullptr);

    /// What is wrong with a text, or nothing.
    using Check = std::function<std::optional<rules::RuleError>(const QString& text)>;
    void setCheck(Check check) { m_check = std::move(check); }
    /// What can be named.
    using Inputs = std::function<std::vector<rules::InputType>()>;
    void setInputs(Inputs inputs) { m_inputs = std::move(inputs); }

    /// Shows a rule that was not typed; no signal.
    void setRule(const QString& rule);
    [[nodiscard]] QString rule() const { return toPlainText().trimmed(); }
    /// Checks again, as what can be named has changed.
    void recheck();
    [[nodiscard]] const std::optional<rules::RuleError>& error() const { return m_error; }
    /// What could stand at the cursor: a list below it, which never has the focus, so that keys
    /// stay text; up, down, Enter, Tab and Esc mean the list while it is seen.
    [[nodiscard]] QListView& offers() { return *m_list; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// Another text was typed, and a moment passed: `good` where it is a rule.
    void typed(bool good);
    /// Enter, or the focus has left.
    void accepted();
    void cancelled();
    /// Enter of what is no error, or Esc: the person has done with it.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void check();
    void underline();
    void offer();
    void insert(const QModelIndex& chosen);
    [[nodiscard]] bool keyOfList(int key);
    [[nodiscard]] int placeOf(std::int64_t byte) const;

    Check m_check;
    Inputs m_inputs;
    std::optional<rules::RuleError> m_error;
    QTimer m_rest;
    QListView* m_list;
    QStandardItemModel* m_offers;
    int m_lines;
    bool m_setting = false;
};

}  // namespace frisket::ui
