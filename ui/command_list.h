// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QList>
#include <QMenuBar>

#include "ui/session/shortcut_presets.h"

namespace frisket::ui {

/// A command as the page of keys shows it.
struct Command {
    QAction* action = nullptr;
    QString id;     ///< its object name, by which presets and settings know it
    QString group;  ///< the menu that it is in
    QString text;   ///< as in the menu, without mnemonic and dots
};

/// All commands of the menus, in their order; those of a submenu after those of the menu. What is
/// in a menu only while that is open is none.
[[nodiscard]] QList<Command> commandsOf(const QMenuBar& bar);
/// The keys that open the menus of the bar.
[[nodiscard]] session::Keys menuKeys(const QMenuBar& bar);

/// A text of an action or a menu as one reads it.
[[nodiscard]] QString plainText(const QString& text);
/// Keys as one reads them: "Ctrl+Z or F1"; empty for none.
[[nodiscard]] QString keyWords(const session::Keys& keys);

/// Gives these keys to the action; its tooltip is its status tip with them.
void showKeys(QAction& action, const session::Keys& keys);

}  // namespace frisket::ui
