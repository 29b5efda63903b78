// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include "ui/command_list.h"
#include "ui/session/shortcut_map.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace frisket::ui {

class KeyButton;
class ShortcutsList;

/// The page of all keys, to look up and to change; what is changed counts at once.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    /// Both outlive it.
    ShortcutsDialog(session::ShortcutMap& shortcuts, const QList<Command>& commands,
                    QWidget* parent = nullptr);

    [[nodiscard]] ShortcutsList& list() { return *m_list; }
    /// What it says of the last change, or asks.
    [[nodiscard]] QString message() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* topRow();
    [[nodiscard]] QWidget* bottomRow();
    void filter();
    void picked(const QString& command, const QKeySequence& key);
    void cleared(const QString& command);
    void reset(const QString& command);
    void resetAll();
    void take();
    void leave();
    void choosePreset();
    void showState();
    void say(const QString& text, bool isWarning);
    /// Asks whether `key` is to be taken from `owner`; or ends that.
    void ask(bool asks);
    void returnTo(const QString& command);
    [[nodiscard]] QString textOf(const QString& command) const;

    session::ShortcutMap& m_shortcuts;
    const QList<Command>& m_commands;
    ShortcutsList* m_list = nullptr;
    QScrollArea* m_scroll = nullptr;
    QComboBox* m_preset = nullptr;
    QLineEdit* m_search = nullptr;
    KeyButton* m_searchKey = nullptr;
    QKeySequence m_wantedKey;
    QLabel* m_none = nullptr;
    QLabel* m_message = nullptr;
    QPushButton* m_take = nullptr;
    QPushButton* m_leave = nullptr;
    QPushButton* m_resetAll = nullptr;
    // What waits for an answer.
    QString m_askedCommand;
    QKeySequence m_askedKey;
};

}  // namespace frisket::ui
