// SPDX-License-Identifier: MIT
// The part of Settings that keeps keys.
#include <QJsonArray>

#include "ui/session/settings.h"

namespace frisket::session {

namespace {
constexpr QLatin1String kShortcuts("shortcuts");
constexpr QLatin1String kPreset("preset");
constexpr QLatin1String kKeys("keys");
/// Far more than anyone gives to a command, and commands than there are.
constexpr qsizetype kMostKeys = 8;
constexpr qsizetype kMostCommands = 1000;
}  // namespace

void Settings::restoreShortcuts(ShortcutMap& shortcuts) const {
    const QJsonObject stored = m_values.value(kShortcuts).toObject();
    const QJsonObject byCommand = stored.value(kKeys).toObject();
    ShortcutMap::Choices choices;
    for (auto entry = byCommand.begin(); entry != byCommand.end(); ++entry) {
        if (!entry->isArray() || choices.size() >= kMostCommands) {
            continue;  // else a slip would take the command's keys away
        }
        const QJsonArray written = entry->toArray();
        Keys keys;
        for (const QJsonValue& text : written) {
            const QKeySequence key(text.toString(), QKeySequence::PortableText);
            if (isKey(key) && !keys.contains(key) && keys.size() < kMostKeys) {
                keys << key;
            }
        }
        if (!keys.isEmpty() || written.isEmpty()) {
            choices[entry.key()] = keys;
        }
    }
    shortcuts.setPreset(
        presetNamed(stored.value(kPreset).toString()).value_or(ShortcutPreset::Frisket));
    shortcuts.setChoices(choices);
}

void Settings::storeShortcuts(const ShortcutMap& shortcuts) {
    QJsonObject byCommand;
    for (auto choice = shortcuts.choices().begin(); choice != shortcuts.choices().end(); ++choice) {
        QJsonArray keys;
        for (const QKeySequence& key : *choice) {
            keys.append(key.toString(QKeySequence::PortableText));
        }
        byCommand[choice.key()] = keys;
    }
    QJsonObject stored = m_values.value(kShortcuts).toObject();
    stored[kPreset] = name(shortcuts.preset());
    stored[kKeys] = byCommand;
    m_values[kShortcuts] = stored;
}

}  // namespace frisket::session
