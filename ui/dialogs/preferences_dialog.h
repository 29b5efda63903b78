// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include "core/edit/history.h"
#include "ui/session/theme_choice.h"

class QComboBox;
class QLabel;
class QSpinBox;

namespace frisket::ui {

/// What a person can set in the Preferences dialog.
struct Preferences {
    int historyMegabytes = 0;  ///< kLeastHistory..kMostHistory
    int fileMegabytes = 0;     ///< kLeastFileMemory..kMostFileMemory
    session::Theme theme = session::Theme::System;

    bool operator==(const Preferences&) const = default;
};

/// Asks for the preferences: one page for each subject. Changes nothing itself.
class PreferencesDialog : public QDialog {
    Q_OBJECT

public:
    /// `history` is the present one, for the words about what is in use.
    PreferencesDialog(const Preferences& present, const edit::History& history,
                      QWidget* parent = nullptr);

    [[nodiscard]] Preferences preferences() const;

private:
    void showUse();
    QWidget* historyPage(int megabytes);
    QWidget* filesPage(int megabytes);
    QWidget* lookPage(session::Theme theme);

    qint64 m_used;
    qsizetype m_steps;
    QSpinBox* m_history = nullptr;
    QLabel* m_use = nullptr;
    QSpinBox* m_files = nullptr;
    QComboBox* m_theme = nullptr;
};

}  // namespace frisket::ui
