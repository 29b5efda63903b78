// SPDX-License-Identifier: MIT
#include "ui/dialogs/shortcuts_dialog.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalBlocker>

#include "ui/dialogs/shortcuts_list.h"
#include "ui/key_button.h"
#include "ui/theme.h"

namespace frisket::ui {

ShortcutsDialog::ShortcutsDialog(session::ShortcutMap& shortcuts, const QList<Command>& commands,
                                 QWidget* parent)
    : QDialog(parent), m_shortcuts(shortcuts), m_commands(commands) {
    setWindowTitle(tr("Keyboard shortcuts"));
    m_list = new ShortcutsList(shortcuts, commands);
    m_scroll = new QScrollArea;
    m_scroll->setWidget(m_list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_none = new QLabel(tr("No command has these words or this key."));
    m_none->setAlignment(Qt::AlignCenter);
    m_none->hide();
    auto* column = new QVBoxLayout(this);
    column->addWidget(topRow());
    column->addWidget(m_none, 1);
    column->addWidget(m_scroll, 1);
    column->addWidget(bottomRow());
    connect(m_list, &ShortcutsList::picked, this, &ShortcutsDialog::picked);
    connect(m_list, &ShortcutsList::cleared, this, &ShortcutsDialog::cleared);
    connect(m_list, &ShortcutsList::resetWanted, this, &ShortcutsDialog::reset);
    connect(&shortcuts, &session::ShortcutMap::changed, this, &ShortcutsDialog::showState);
    showState();
    resize(QSize(1320, 820).boundedTo(screen()->availableSize() * 9 / 10));
    m_search->setFocus();
}

QString ShortcutsDialog::message() const { return m_message->text(); }

QWidget* ShortcutsDialog::topRow() {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    m_preset = new QComboBox;
    for (const session::ShortcutPreset preset : session::kShortcutPresets) {
        m_preset->addItem(session::displayName(preset), static_cast<int>(preset));
    }
    m_preset->setToolTip(
        tr("Whose keys are meant where you chose none; commands that a program has "
           "not keep Frisket's"));
    m_preset->setAccessibleName(tr("Keys as in"));
    auto* presetLabel = new QLabel(tr("&Keys as in"));
    presetLabel->setBuddy(m_preset);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Words of a command, or of a key"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search by words"));
    auto* searchLabel = new QLabel(tr("&Search"));
    searchLabel->setBuddy(m_search);
    m_searchKey = new KeyButton;
    m_searchKey->setEmptyText(tr("any key"));
    m_searchKey->setObjectName(QStringLiteral("searchKey"));
    m_searchKey->setFramed(true);
    m_searchKey->setMinimumWidth(130);
    m_searchKey->setAccessibleName(tr("Search by a key"));
    m_searchKey->setToolTip(
        tr("Click or press Enter, then the key, to see what it does; Backspace for any key"));
    auto* keyLabel = new QLabel(tr("that &has"));
    keyLabel->setBuddy(m_searchKey);
    line->addWidget(presetLabel);
    line->addWidget(m_preset);
    line->addSpacing(20);
    line->addWidget(searchLabel);
    line->addWidget(m_search, 1);
    line->addSpacing(8);
    line->addWidget(keyLabel);
    line->addWidget(m_searchKey);
    connect(m_preset, &QComboBox::activated, this, &ShortcutsDialog::choosePreset);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    connect(m_searchKey, &KeyButton::picked, this, [this](const QKeySequence& key) {
        m_wantedKey = key;
        filter();
    });
    connect(m_searchKey, &KeyButton::cleared, this, [this] {
        m_wantedKey = {};
        filter();
    });
    return row;
}

QWidget* ShortcutsDialog::bottomRow() {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setMinimumHeight(2 * m_message->fontMetrics().lineSpacing());
    m_message->setAccessibleName(tr("What the last change did"));
    m_take = new QPushButton(tr("&Take it away"));
    m_leave = new QPushButton(tr("&Leave it there"));
    m_resetAll = new QPushButton(tr("&Reset all"));
    m_resetAll->setToolTip(tr("Forget all keys of your own; the preset stays"));
    auto* close = new QPushButton(tr("&Close"));
    for (QPushButton* button : {m_take, m_leave, m_resetAll, close}) {
        button->setAutoDefault(false);  // Enter in the search is not for them
    }
    line->addWidget(m_message, 1);
    line->addWidget(m_take);
    line->addWidget(m_leave);
    line->addSpacing(20);
    line->addWidget(m_resetAll);
    line->addWidget(close);
    connect(m_take, &QPushButton::clicked, this, &ShortcutsDialog::take);
    connect(m_leave, &QPushButton::clicked, this, &ShortcutsDialog::leave);
    connect(m_resetAll, &QPushButton::clicked, this, &ShortcutsDialog::resetAll);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    ask(false);
    say(tr("Click a key, or press Enter on it, and then the new one. Backspace takes it away."),
        false);
    return row;
}

void ShortcutsDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && m_list != nullptr) {
        m_list->setIcons(palette());
    }
    QDialog::changeEvent(event);
}

void ShortcutsDialog::filter() {
    m_searchKey->setKeys(m_wantedKey.isEmpty() ? session::Keys() : session::Keys{m_wantedKey});
    const bool any = m_list->filter(m_search->text(), m_wantedKey) > 0;
    m_scroll->setVisible(any);
    m_none->setVisible(!any);
}

QString ShortcutsDialog::textOf(const QString& command) const {
    for (const Command& each : m_commands) {
        if (each.id == command) {
            return each.text;
        }
    }
    return command;
}

void ShortcutsDialog::picked(const QString& command, const QKeySequence& key) {
    ask(false);
    const QString keyText = keyWords({key});
    const auto holder = m_shortcuts.holder(key);
    if (holder && holder->command.isEmpty()) {
        say(tr("%1 can't be given away: %2. Choose another key.").arg(keyText, holder->owner),
            true);
    } else if (holder && holder->command != command) {
        m_askedCommand = command;
        m_askedKey = key;
        say(tr("%1 is the key of “%2”. Take it away from there, for “%3”?")
                .arg(keyText, textOf(holder->command), textOf(command)),
            true);
        ask(true);
        m_take->setFocus();
    } else {
        m_shortcuts.choose(command, {key});
        say(tr("“%1” has %2 now.").arg(textOf(command), keyText), false);
    }
}

void ShortcutsDialog::cleared(const QString& command) {
    ask(false);
    m_shortcuts.choose(command, {});
    say(tr("“%1” has no key now.").arg(textOf(command)), false);
}

void ShortcutsDialog::reset(const QString& command) {
    ask(false);
    returnTo(command);  // the button that was pressed goes
    m_shortcuts.reset(command);
    const session::Keys missed = m_shortcuts.missed(command);
    const auto holder = missed.isEmpty() ? std::nullopt : m_shortcuts.holder(missed.front());
    if (holder) {
        say(tr("%1 stays with “%2”. Reset that, too, to have it here.")
                .arg(keyWords({missed.front()}), textOf(holder->command)),
            true);
    } else {
        say(tr("“%1” is as in the preset again.").arg(textOf(command)), false);
    }
}

void ShortcutsDialog::resetAll() {
    ask(false);
    m_search->setFocus();  // the button can't be pressed twice
    m_shortcuts.resetAll();
    say(tr("All keys are those of the preset again."), false);
}

void ShortcutsDialog::take() {
    const QString command = m_askedCommand;
    const QKeySequence key = m_askedKey;
    const auto holder = m_shortcuts.holder(key);
    returnTo(command);
    ask(false);
    m_shortcuts.choose(command, {key});
    say(tr("“%1” has %2 now; “%3” has lost it.")
            .arg(textOf(command), keyWords({key}), textOf(holder ? holder->command : QString())),
        false);
}

void ShortcutsDialog::leave() {
    returnTo(m_askedCommand);
    ask(false);
    say(tr("Nothing was changed."), false);
}

void ShortcutsDialog::choosePreset() {
    ask(false);
    const auto preset = static_cast<session::ShortcutPreset>(m_preset->currentData().toInt());
    m_shortcuts.setPreset(preset);
    const qsizetype own = m_shortcuts.choices().size();
    say(own == 0 ? tr("Keys are as in %1 now.").arg(session::displayName(preset))
                 : tr("Keys are as in %1 now, but for %n of your own; Reset all takes those away.",
                      nullptr, static_cast<int>(own))
                       .arg(session::displayName(preset)),
        false);
}

void ShortcutsDialog::showState() {
    const QSignalBlocker preset(m_preset);
    m_preset->setCurrentIndex(m_preset->findData(static_cast<int>(m_shortcuts.preset())));
    m_resetAll->setEnabled(!m_shortcuts.choices().isEmpty());
    if (m_search != nullptr) {
        filter();  // other keys may fit now
    }
}

void ShortcutsDialog::say(const QString& text, bool isWarning) {
    m_message->setText(text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     isWarning ? warningText(palette()) : quietText(palette()));
    m_message->setPalette(colours);
}

void ShortcutsDialog::ask(bool asks) {
    m_take->setVisible(asks);
    m_leave->setVisible(asks);
}

void ShortcutsDialog::returnTo(const QString& command) {
    if (KeyButton* button = m_list->button(command)) {
        button->setFocus();
        m_scroll->ensureWidgetVisible(button);
    }
}

}  // namespace frisket::ui
