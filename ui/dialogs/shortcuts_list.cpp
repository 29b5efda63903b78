// SPDX-License-Identifier: MIT
#include "ui/dialogs/shortcuts_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/canvas_gestures.h"
#include "ui/icons.h"
#include "ui/key_button.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kColumnWidth = 400;  ///< what a column needs at least
constexpr int kMostColumns = 4;

QString folded(const QString& text) { return text.toCaseFolded(); }
}  // namespace

ShortcutsList::ShortcutsList(const session::ShortcutMap& shortcuts, const QList<Command>& commands,
                             QWidget* parent)
    : QWidget(parent), m_shortcuts(shortcuts), m_columns(new QHBoxLayout(this)) {
    m_columns->setSpacing(28);
    m_columns->setContentsMargins(12, 8, 12, 12);
    QString group;
    for (const Command& command : commands) {
        if (m_groups.isEmpty() || command.group != group) {
            group = command.group;
            addGroup(group);
        }
        addCommand(command);
    }
    addGroup(tr("Canvas: keys that stay"));
    for (const Gesture& gesture : canvasKeys()) {
        addGesture(gesture);
    }
    addGroup(tr("Canvas: mouse, pen and wheel"));
    for (const Gesture& gesture : pointerGestures()) {
        addGesture(gesture);
    }
    setIcons(palette());
    showKeys();
    arrange();
    connect(&shortcuts, &session::ShortcutMap::changed, this, &ShortcutsList::showKeys);
}

void ShortcutsList::addGroup(const QString& title) {
    Group group;
    group.widget = new QWidget(this);
    group.rows = new QVBoxLayout(group.widget);
    group.rows->setContentsMargins(0, 0, 0, 10);
    group.rows->setSpacing(0);
    auto* label = new QLabel(title);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    auto* line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, mixed(palette().color(QPalette::Window),
                                                 palette().color(QPalette::WindowText), 0.3));
    line->setPalette(colours);
    group.rows->addWidget(label);
    group.rows->addWidget(line);
    group.rows->addSpacing(2);
    m_groups.append(group);
}

void ShortcutsList::addRow(Row row, QLabel* label, QWidget* keys, QWidget* last) {
    row.widget = new QWidget;
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    label->setWordWrap(true);
    line->addWidget(label, 1);
    line->addWidget(keys, 0, Qt::AlignRight | Qt::AlignVCenter);
    if (last != nullptr) {
        line->addWidget(last, 0, Qt::AlignVCenter);
    }
    m_groups.last().rows->addWidget(row.widget);
    m_groups.last().entries.append(row);
}

void ShortcutsList::addCommand(const Command& command) {
    Row row;
    row.command = command.id;
    row.words =
        folded(QStringList{command.text, command.action->statusTip(), command.group}.join(u' '));
    row.button = new KeyButton;
    row.button->setEmptyText(QStringLiteral("–"));
    row.button->setObjectName(command.text);
    row.button->setToolTip(tr("Click or press Enter, then the new key"));
    row.reset = new QToolButton;
    row.reset->setAutoRaise(true);
    row.reset->setIconSize({16, 16});
    row.reset->setFixedSize(24, 24);
    row.reset->setToolTip(tr("Back to the key of the preset"));
    row.reset->setAccessibleName(tr("Reset the key of %1").arg(command.text));
    QSizePolicy policy = row.reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true);  // so that the caps stay in line
    row.reset->setSizePolicy(policy);
    auto* label = new QLabel(command.text);
    label->setToolTip(command.action->statusTip());
    const QString id = command.id;
    connect(row.button, &KeyButton::picked, this,
            [this, id](const QKeySequence& key) { emit picked(id, key); });
    connect(row.button, &KeyButton::cleared, this, [this, id] { emit cleared(id); });
    connect(row.reset, &QToolButton::clicked, this, [this, id] { emit resetWanted(id); });
    addRow(row, label, row.button, row.reset);
}

void ShortcutsList::addGesture(const Gesture& gesture) {
    Row row;
    row.words = folded(gesture.how + u' ' + gesture.what);
    row.keys = gesture.keys;
    auto* how = new QLabel(gesture.how);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, quietText(palette()));
    how->setPalette(colours);
    how->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    how->setMinimumHeight(how->fontMetrics().height() + 10);
    addRow(row, new QLabel(gesture.what), how, nullptr);
}

void ShortcutsList::showKeys() {
    for (const Group& group : m_groups) {
        for (const Row& row : group.entries) {
            if (row.button != nullptr) {
                const session::Keys keys = m_shortcuts.keys(row.command);
                row.button->setKeys(keys);
                row.button->setAccessibleName(
                    keys.isEmpty() ? tr("%1: no key").arg(row.button->objectName())
                                   : tr("%1: %2").arg(row.button->objectName(), keyWords(keys)));
                row.reset->setVisible(m_shortcuts.isChosen(row.command));
            }
        }
    }
}

int ShortcutsList::filter(const QString& words, const QKeySequence& key) {
    const QStringList wanted = folded(words).split(u' ', Qt::SkipEmptyParts);
    int left = 0;
    for (const Group& group : m_groups) {
        int leftHere = 0;
        for (const Row& row : group.entries) {
            const session::Keys keys =
                row.button != nullptr ? m_shortcuts.keys(row.command) : row.keys;
            const QString text = row.words + u' ' + folded(keyWords(keys));
            const bool fits = std::all_of(wanted.begin(), wanted.end(),
                                          [&](const QString& word) { return text.contains(word); });
            const bool asked = key.isEmpty() ||
                               std::any_of(keys.begin(), keys.end(), [&](const QKeySequence& each) {
                                   return session::clash(each, key);
                               });
            row.widget->setVisible(fits && asked);
            leftHere += fits && asked ? 1 : 0;
        }
        group.widget->setVisible(leftHere > 0);
        left += leftHere;
    }
    return left;
}

KeyButton* ShortcutsList::button(const QString& command) const {
    for (const Group& group : m_groups) {
        for (const Row& row : group.entries) {
            if (row.button != nullptr && row.command == command) {
                return row.button;
            }
        }
    }
    return nullptr;
}

void ShortcutsList::setIcons(const QPalette& palette) {
    for (const Group& group : m_groups) {
        for (const Row& row : group.entries) {
            if (row.reset != nullptr) {
                row.reset->setIcon(icon(QStringLiteral("undo"), palette));
            }
        }
    }
}

QSize ShortcutsList::minimumSizeHint() const {
    int width = 0;
    for (const Group& group : m_groups) {
        width = std::max(width, group.widget->minimumSizeHint().width());
    }
    const QMargins margins = m_columns->contentsMargins();
    return {width + margins.left() + margins.right(), QWidget::minimumSizeHint().height()};
}

void ShortcutsList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ShortcutsList::arrange() {
    const qsizetype columns = std::clamp(width() / kColumnWidth, 1, kMostColumns);
    if (columns == m_columnList.size()) {
        return;
    }
    for (const QVBoxLayout* column : std::as_const(m_columnList)) {
        delete column;  // groups stay, as children of this
    }
    m_columnList.clear();
    qsizetype rows = 0;
    for (const Group& group : std::as_const(m_groups)) {
        rows += group.entries.size() + 2;  // its title takes room, too
    }
    for (qsizetype i = 0; i < columns; ++i) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        m_columns->addLayout(column, 1);
        m_columnList.append(column);
    }
    qsizetype before = 0;
    for (const Group& group : std::as_const(m_groups)) {
        const qsizetype size = group.entries.size() + 2;
        // By where its middle would come to lie.
        const qsizetype at = std::min(columns - 1, (2 * before + size) * columns / (2 * rows));
        m_columnList[at]->addWidget(group.widget);
        before += size;
    }
    for (QVBoxLayout* column : std::as_const(m_columnList)) {
        column->addStretch(1);
    }
}

}  // namespace frisket::ui
