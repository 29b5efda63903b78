// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "ui/command_list.h"
#include "ui/session/shortcut_map.h"

class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace frisket::ui {

class KeyButton;
struct Gesture;

/// All commands with their keys, by group and in as many columns as there is room for; after them
/// what the canvas understands by itself.
class ShortcutsList : public QWidget {
    Q_OBJECT

public:
    /// Both outlive it.
    ShortcutsList(const session::ShortcutMap& shortcuts, const QList<Command>& commands,
                  QWidget* parent = nullptr);

    /// Shows what has all of these words in its text, tip, group or keys and, unless it is empty,
    /// what this key asks for. How many rows are left.
    int filter(const QString& words, const QKeySequence& key);
    /// The button of a command's keys; null for one that is not there.
    [[nodiscard]] KeyButton* button(const QString& command) const;
    void setIcons(const QPalette& palette);
    /// Of one column, so that there may be fewer when there is less room.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void picked(const QString& command, const QKeySequence& key);
    void cleared(const QString& command);
    void resetWanted(const QString& command);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Row {
        QString command;  ///< empty for a gesture
        QString words;    ///< to search in, without the keys of a command
        session::Keys keys;
        QWidget* widget = nullptr;
        KeyButton* button = nullptr;
        QToolButton* reset = nullptr;
    };
    struct Group {
        QWidget* widget = nullptr;
        QVBoxLayout* rows = nullptr;
        QList<Row> entries;
    };

    void addGroup(const QString& title);
    void addCommand(const Command& command);
    void addGesture(const Gesture& gesture);
    void addRow(Row row, QLabel* label, QWidget* keys, QWidget* last);
    void showKeys();
    void arrange();

    const session::ShortcutMap& m_shortcuts;
    QHBoxLayout* m_columns;
    QList<QVBoxLayout*> m_columnList;
    QList<Group> m_groups;
};

}  // namespace frisket::ui
