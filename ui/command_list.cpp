// SPDX-License-Identifier: MIT
#include "ui/command_list.h"

#include <QCoreApplication>
#include <QMenu>

namespace frisket::ui {

namespace {
void addMenu(const QMenu& menu, QList<Command>& commands) {
    QList<const QMenu*> inner;
    for (QAction* action : menu.actions()) {
        if (action->menu() != nullptr) {
            inner << action->menu();
        } else if (!action->isSeparator()) {
            commands.append(
                {action, action->objectName(), plainText(menu.title()), plainText(action->text())});
        }
    }
    for (const QMenu* each : inner) {
        addMenu(*each, commands);
    }
}
}  // namespace

QList<Command> commandsOf(const QMenuBar& bar) {
    QList<Command> commands;
    for (const QAction* action : bar.actions()) {
        if (action->menu() != nullptr) {
            addMenu(*action->menu(), commands);
        }
    }
    return commands;
}

session::Keys menuKeys(const QMenuBar& bar) {
    session::Keys keys;
    for (const QAction* action : bar.actions()) {
        if (const QKeySequence key = QKeySequence::mnemonic(action->text()); !key.isEmpty()) {
            keys << key;
        }
    }
    return keys;
}

QString plainText(const QString& text) {
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size()) {
            ++i;  // "&&" is one that is seen
        }
        if (text[i] != u'…') {
            plain += text[i];
        }
    }
    return plain;
}

QString keyWords(const session::Keys& keys) {
    QStringList words;
    for (const QKeySequence& key : keys) {
        words << key.toString(QKeySequence::NativeText);
    }
    return words.join(QCoreApplication::translate("CommandList", " or "));
}

void showKeys(QAction& action, const session::Keys& keys) {
    action.setShortcuts(keys);
    const QString tip =
        action.statusTip().isEmpty() ? plainText(action.text()) : action.statusTip();
    action.setToolTip(
        keys.isEmpty()
            ? tip
            : QCoreApplication::translate("CommandList", "%1 (%2)").arg(tip, keyWords(keys)));
}

}  // namespace frisket::ui
