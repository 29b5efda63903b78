// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

#include "ui/actions.h"
#include "ui/command_list.h"
#include "ui/session/settings.h"

class QMainWindow;

namespace frisket::ui {

class ComparePanes;
class ShortcutsDialog;

/// The window from the keyboard's side: gives all commands of the menus their keys, shows the page
/// of them, and goes from pane to pane. Make it when the menus are complete.
class Keyboard : public QObject {
    Q_OBJECT

public:
    /// All outlive it. The keys are those that the settings say, and are stored there.
    Keyboard(QMainWindow& window, session::Settings& settings, ComparePanes& panes,
             const Actions& actions);
    ~Keyboard() override;

    [[nodiscard]] session::ShortcutMap& shortcuts() { return m_shortcuts; }
    [[nodiscard]] const QList<Command>& commands() const { return m_commands; }
    /// The page, while it is open.
    [[nodiscard]] ShortcutsDialog* page() const;

    void showPage();

private:
    void showKeys();
    void holdButton(Qt::MouseButton button);

    QMainWindow& m_window;
    ComparePanes& m_panes;
    session::ShortcutMap m_shortcuts;
    QList<Command> m_commands;
    QPointer<ShortcutsDialog> m_page;
};

}  // namespace frisket::ui
