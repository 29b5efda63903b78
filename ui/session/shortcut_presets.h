// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QKeySequence>
#include <QList>
#include <QString>

namespace frisket::session {

/// Alternatives: any of them asks for the command.
using Keys = QList<QKeySequence>;

/// Whose keys commands have, unless the person gave them others.
enum class ShortcutPreset { Frisket, Napari, Krita, Photoshop };
inline constexpr std::array kShortcutPresets{ShortcutPreset::Frisket, ShortcutPreset::Napari,
                                             ShortcutPreset::Krita, ShortcutPreset::Photoshop};

/// As it is written to the settings.
[[nodiscard]] QString name(ShortcutPreset preset);
/// Nothing for a name that no preset has.
[[nodiscard]] std::optional<ShortcutPreset> presetNamed(const QString& name);
/// The program's own name.
[[nodiscard]] QString displayName(ShortcutPreset preset);

/// Keys that Frisket gives to the command; none for one that the table does not know.
[[nodiscard]] Keys defaultKeys(const QString& command);
/// Keys that `preset` itself names for the command, perhaps none; nothing where it leaves the
/// command as it is.
[[nodiscard]] std::optional<Keys> namedKeys(ShortcutPreset preset, const QString& command);
/// The commands of the table, in its order.
[[nodiscard]] QList<QString> commandsWithKeys();

/// Reads alternatives as "Ctrl+Z; F1"; without those that are no keys.
[[nodiscard]] Keys keysFromText(const QString& text);
/// Whether a key can be pressed: something beside Ctrl, Shift, Alt and Meta.
[[nodiscard]] bool isKey(const QKeySequence& key);

}  // namespace frisket::session
