// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QMap>
#include <QObject>
#include <QStringList>

#include "ui/session/shortcut_presets.h"

namespace frisket::session {

/// Which keys ask for which command: those of a preset, and over them what the person chose. A key
/// never has two meanings. Where two commands want it, the person's choice goes before what the
/// preset names, and that before what a command has by itself; among equals the first command has
/// it. A key that is the beginning of another one ("G" and "G, B") is the same one here.
class ShortcutMap : public QObject {
    Q_OBJECT

public:
    /// Keys that no command can have, and in words who has them: "the canvas (moves the cursor)".
    struct Fixed {
        Keys keys;
        QString owner;
    };
    /// Who has a key.
    struct Holder {
        QString command;  ///< empty: the key is fixed
        QString owner;    ///< of a fixed key
    };
    /// By command; no keys at all is a choice, too.
    using Choices = QMap<QString, Keys>;

    using QObject::QObject;

    /// The commands that there are, each once. What the person chose for others is kept.
    void setCommands(const QStringList& commands);
    [[nodiscard]] const QStringList& commands() const { return m_commands; }
    void setFixed(const QList<Fixed>& fixed);
    [[nodiscard]] const QList<Fixed>& fixed() const { return m_fixed; }

    [[nodiscard]] Keys keys(const QString& command) const { return m_keys.value(command); }
    /// Of the command's keys, those that something with more right to them has.
    [[nodiscard]] Keys missed(const QString& command) const;
    /// Who has this key, or one that can't be told from it. Nothing if it is free.
    [[nodiscard]] std::optional<Holder> holder(const QKeySequence& key) const;

    [[nodiscard]] ShortcutPreset preset() const { return m_preset; }
    /// What the person chose stays.
    void setPreset(ShortcutPreset preset);

    /// Whether the person chose for this command.
    [[nodiscard]] bool isChosen(const QString& command) const {
        return m_choices.contains(command);
    }
    [[nodiscard]] const Choices& choices() const { return m_choices; }
    /// All at once, as they were stored.
    void setChoices(const Choices& choices);
    /// Gives these keys to the command, and takes them from whoever has them; of fixed ones nothing
    /// comes.
    void choose(const QString& command, const Keys& keys);
    /// The keys of the preset again, unless the person gave them to another command.
    void reset(const QString& command);
    void resetAll();

signals:
    void changed();

private:
    /// Lower goes first.
    enum class Right { Chosen, Named, Own };
    [[nodiscard]] std::pair<Right, Keys> wanted(const QString& command) const;
    void resolve();

    QStringList m_commands;
    QList<Fixed> m_fixed;
    ShortcutPreset m_preset = ShortcutPreset::Frisket;
    Choices m_choices;
    QMap<QString, Keys> m_keys;
};

/// Whether pressing one could mean the other.
[[nodiscard]] bool clash(const QKeySequence& one, const QKeySequence& other);

}  // namespace frisket::session
