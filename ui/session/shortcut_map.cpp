// SPDX-License-Identifier: MIT
#include "ui/session/shortcut_map.h"

#include <algorithm>

namespace frisket::session {

bool clash(const QKeySequence& one, const QKeySequence& other) {
    return one.matches(other) != QKeySequence::NoMatch ||
           other.matches(one) != QKeySequence::NoMatch;
}

namespace {
bool clashes(const Keys& keys, const QKeySequence& key) {
    return std::any_of(keys.begin(), keys.end(),
                       [&](const QKeySequence& each) { return clash(each, key); });
}
}  // namespace

void ShortcutMap::setCommands(const QStringList& commands) {
    m_commands = commands;
    m_commands.removeDuplicates();
    resolve();
    emit changed();
}

void ShortcutMap::setFixed(const QList<Fixed>& fixed) {
    m_fixed = fixed;
    resolve();
    emit changed();
}

std::pair<ShortcutMap::Right, Keys> ShortcutMap::wanted(const QString& command) const {
    if (const auto chosen = m_choices.constFind(command); chosen != m_choices.constEnd()) {
        return {Right::Chosen, *chosen};
    }
    if (m_preset != ShortcutPreset::Frisket) {
        if (const auto named = namedKeys(m_preset, command)) {
            return {Right::Named, *named};
        }
    }
    return {Right::Own, defaultKeys(command)};
}

void ShortcutMap::resolve() {
    m_keys.clear();
    for (const Right right : {Right::Chosen, Right::Named, Right::Own}) {
        for (const QString& command : std::as_const(m_commands)) {
            const auto [itsRight, keys] = wanted(command);
            if (itsRight != right) {
                continue;
            }
            Keys given;
            for (const QKeySequence& key : keys) {
                if (!holder(key) && !clashes(given, key)) {
                    given << key;
                }
            }
            m_keys[command] = given;
        }
    }
}

Keys ShortcutMap::missed(const QString& command) const {
    Keys missed = wanted(command).second;
    const Keys given = keys(command);
    missed.removeIf([&](const QKeySequence& key) { return given.contains(key); });
    return missed;
}

std::optional<ShortcutMap::Holder> ShortcutMap::holder(const QKeySequence& key) const {
    for (const Fixed& fixed : m_fixed) {
        if (clashes(fixed.keys, key)) {
            return Holder{{}, fixed.owner};
        }
    }
    for (const QString& command : m_commands) {
        if (clashes(m_keys.value(command), key)) {
            return Holder{command, {}};
        }
    }
    return std::nullopt;
}

void ShortcutMap::setPreset(ShortcutPreset preset) {
    m_preset = preset;
    resolve();
    emit changed();
}

void ShortcutMap::setChoices(const Choices& choices) {
    m_choices = choices;
    resolve();
    emit changed();
}

void ShortcutMap::choose(const QString& command, const Keys& wantedKeys) {
    Keys keys = wantedKeys;
    keys.removeIf([this](const QKeySequence& key) {
        const auto has = holder(key);
        return has && has->command.isEmpty();
    });
    for (auto other = m_choices.begin(); other != m_choices.end(); ++other) {
        if (other.key() != command) {
            other->removeIf([&](const QKeySequence& key) { return clashes(keys, key); });
        }
    }
    // Whoever chooses what there is without a choice goes with the preset, when that changes.
    m_choices.remove(command);
    resolve();
    if (this->keys(command) != keys) {
        m_choices[command] = keys;
        resolve();
    }
    emit changed();
}

void ShortcutMap::reset(const QString& command) {
    m_choices.remove(command);
    resolve();
    emit changed();
}

void ShortcutMap::resetAll() {
    m_choices.clear();
    resolve();
    emit changed();
}

}  // namespace frisket::session
