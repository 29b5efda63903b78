// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QWidget>

#include "core/assign/refusal.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace frisket::ui {

/// What would make a refused assignment work, a button for each; and through what operands are seen
/// that were changed so.
class FixPanel : public QWidget {
    Q_OBJECT

public:
    explicit FixPanel(QWidget* parent = nullptr);

    /// The fixes of a refusal, best first; `hint` is said where there is none.
    void setFixes(const std::vector<assign::Fix>& fixes, const QString& hint);
    void clearFixes() { setFixes({}, {}); }
    /// Through what the source and the condition are seen, as code; empty where as in their files.
    void setViews(const QString& source, const QString& condition);

signals:
    void fixRequested(const frisket::assign::Fix& fix);
    void resetSourceRequested();
    /// The button that had the keys is gone, and there is no other one.
    void left();

private:
    void showOrHide();
    [[nodiscard]] bool hasKeys() const;
    void passKeysOn();

    std::vector<assign::Fix> m_fixes;
    QLabel* m_title;
    QWidget* m_buttons = nullptr;
    QLabel* m_hint;
    QLabel* m_views;
    QPushButton* m_reset;
};

}  // namespace frisket::ui
