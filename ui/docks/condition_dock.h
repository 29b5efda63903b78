// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QDockWidget>
#include <QList>
#include <QStringList>

#include "ui/session/condition_stack.h"
#include "ui/session/document.h"

class QLabel;

class QToolButton;
class QVBoxLayout;

namespace frisket::ui {

class RuleEdit;
class StackRow;

/// The condition as a stack of rules and painted layers, the topmost first; the rule that is
/// chosen, to be typed; and below them the arrays that rules can name and the rule that gives the
/// source. What it shows is the document's; each change is one step of the history.
class ConditionDock : public QDockWidget {
    Q_OBJECT

public:
    /// Asks for files of further arrays.
    using AddArrays = std::function<void()>;
    /// Says why something was not done.
    using Fail = std::function<void(const base::Error&)>;
    /// `document` outlives the dock.
    ConditionDock(session::Document& document, AddArrays addArrays, Fail fail, QWidget* parent);

    /// A new rule is typed from now on.
    void beginRule();
    void freezeRule();

    [[nodiscard]] RuleEdit& rule() { return *m_rule; }
    [[nodiscard]] RuleEdit& sourceRule() { return *m_sourceRule; }
    [[nodiscard]] const QList<StackRow*>& rows() const { return m_rows; }
    /// What is said of the rule that is typed.
    [[nodiscard]] QString note() const;

signals:
    void reported(const QString& text);
    /// A rule was typed to its end: the keys are the canvas's again.
    void finished();

private:
    [[nodiscard]] QWidget* makeStack();
    [[nodiscard]] QWidget* makeInputs();
    void connectParts();
    void refresh();
    void showRows();
    void showRule();
    void showNote();
    void showInputs();
    void showSource();
    void choose(std::uint64_t id);
    void typed(bool good);
    void accept();
    void cancel();
    void addPainted();
    void remove();
    void move(int steps);
    void acceptSource();
    void editArray(const QString& link);
    using Edit = std::function<void(session::ConditionLayer&)>;
    void change(const QString& name, std::uint64_t id, const Edit& edit);
    void done(const base::Status& status);
    [[nodiscard]] session::ConditionStack& stack() const { return m_document.stack(); }

    session::Document& m_document;
    AddArrays m_addArrays;
    Fail m_fail;
    std::uint64_t m_chosen = 0;  ///< the layer that buttons mean
    bool m_new = false;          ///< a rule that is no layer yet is typed
    QList<StackRow*> m_rows;     ///< the topmost layer first
    QVBoxLayout* m_rowColumn = nullptr;
    QToolButton* m_add = nullptr;
    QToolButton* m_addPainted = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
    QToolButton* m_freeze = nullptr;
    QToolButton* m_flatten = nullptr;
    QToolButton* m_remove = nullptr;
    RuleEdit* m_rule = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_inputs = nullptr;
    RuleEdit* m_sourceRule = nullptr;
    QLabel* m_sourceNote = nullptr;
};

}  // namespace frisket::ui
