// SPDX-License-Identifier: MIT
#include "ui/keyboard.h"

#include <QApplication>
#include <QMainWindow>

#include "ui/canvas_gestures.h"
#include "ui/compare_panes.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/panes.h"

namespace frisket::ui {

Keyboard::Keyboard(QMainWindow& window, session::Settings& settings, ComparePanes& panes,
                   const Actions& actions)
    : QObject(&window),
      m_window(window),
      m_panes(panes),
      m_commands(commandsOf(*window.menuBar())) {
    QStringList ids;
    for (const Command& command : std::as_const(m_commands)) {
        ids << command.id;
    }
    QList<session::ShortcutMap::Fixed> fixed;
    for (const Gesture& gesture : canvasKeys()) {
        fixed.append({gesture.keys, tr("on the canvas it means “%1”").arg(gesture.what)});
    }
    fixed.append({menuKeys(*window.menuBar()), tr("it opens a menu")});
    m_shortcuts.setFixed(fixed);
    m_shortcuts.setCommands(ids);
    settings.restoreShortcuts(m_shortcuts);
    showKeys();
    connect(&m_shortcuts, &session::ShortcutMap::changed, this, [this, &settings] {
        showKeys();
        settings.storeShortcuts(m_shortcuts);
    });
    connect(actions.shortcuts, &QAction::triggered, this, &Keyboard::showPage);
    connect(actions.nextPane, &QAction::triggered, this,
            [this] { focusNextPane(m_window, m_panes.main(), true); });
    connect(actions.previousPane, &QAction::triggered, this,
            [this] { focusNextPane(m_window, m_panes.main(), false); });
    connect(actions.holdButton, &QAction::triggered, this, [this] { holdButton(Qt::LeftButton); });
    connect(actions.holdRightButton, &QAction::triggered, this,
            [this] { holdButton(Qt::RightButton); });
}

Keyboard::~Keyboard() { delete m_page; }

ShortcutsDialog* Keyboard::page() const { return m_page; }

void Keyboard::showKeys() {
    for (const Command& command : std::as_const(m_commands)) {
        ui::showKeys(*command.action, m_shortcuts.keys(command.id));
    }
}

void Keyboard::showPage() {
    if (m_page == nullptr) {
        m_page = new ShortcutsDialog(m_shortcuts, m_commands, &m_window);
        m_page->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_page->show();
    m_page->raise();
    m_page->activateWindow();
}

void Keyboard::holdButton(Qt::MouseButton button) {
    // Of linked canvases the one that is worked on.
    Canvas* canvas = &m_panes.main();
    for (Canvas* linked : m_panes.linked()) {
        canvas = linked->hasFocus() ? linked : canvas;
    }
    canvas->holdButton(button);
}

}  // namespace frisket::ui
