// SPDX-License-Identifier: MIT
#include "ui/session/shortcut_presets.h"

#include <algorithm>

namespace frisket::session {

namespace {
constexpr std::array<const char*, 4> kNames{"frisket", "napari", "krita", "photoshop"};
constexpr std::array<const char*, 4> kDisplayNames{"Frisket", "napari", "Krita", "Photoshop"};

/// What a preset says of a command: null leaves it as it is, an empty text takes its keys away.
struct Row {
    const char* command;
    const char* frisket;
    const char* napari = nullptr;
    const char* krita = nullptr;
    const char* photoshop = nullptr;
};

// A command of which the table says nothing has no key. One that a preset does not name keeps its
// own unless the preset gives that to another. Presets follow the programs' manuals where they have
// the command, whatever that costs the others:
//   napari     https://napari.org/stable/howtos/layers/labels.html and its Preferences > Shortcuts
//   Krita      https://docs.krita.org/en/user_manual/getting_started/navigation.html,
//              https://docs.krita.org/en/reference_manual/tools.html
//   Photoshop  https://helpx.adobe.com/photoshop/using/default-keyboard-shortcuts.html
// Krita's and Photoshop's tools for selections stand for the shapes, as the condition is one.
constexpr std::array kRows{
    Row{"open", "Ctrl+O"},
    Row{"save", "Ctrl+S"},
    Row{"saveAs", "Ctrl+Shift+S"},
    Row{"exportFile", "Ctrl+E", nullptr, nullptr, "Ctrl+Alt+Shift+W"},
    Row{"quit", "Ctrl+Q"},

    Row{"undo", "Ctrl+Z"},
    Row{"redo", "Ctrl+Shift+Z; Ctrl+Y"},
    Row{"apply", "Ctrl+Return; Ctrl+Enter"},
    Row{"preferences", "Ctrl+,", "Ctrl+Shift+P", nullptr, "Ctrl+K"},

    Row{"cut", "Ctrl+X"},
    Row{"copy", "Ctrl+C"},
    Row{"paste", "Ctrl+V"},
    Row{"selectAll", "Ctrl+A"},
    Row{"clear", "Ctrl+D", nullptr, "Ctrl+Shift+A", "Ctrl+D"},
    Row{"invert", "Ctrl+I", nullptr, "Ctrl+Shift+I", "Ctrl+Shift+I"},

    Row{"addRule", "="},
    Row{"brush", "B", "2; P", "B", "B"},
    Row{"eraser", "E", "1; E", "E", "E"},
    Row{"rectangle", "R", nullptr, "Ctrl+R", "M"},
    Row{"ellipse", "O", nullptr, "J", "Shift+M"},
    Row{"lasso", "L", nullptr, nullptr, "L"},
    Row{"polygon", "Y", "3", nullptr, "Shift+L"},
    Row{"line", "I", nullptr, "V", "U"},
    Row{"fill", "F", "4; F", "F", "G"},
    Row{"scissors", "C"},
    Row{"grabCut", "G", nullptr, nullptr, "W"},
    Row{"watershed", "U", nullptr, nullptr, "Shift+U"},
    Row{"smartBrush", "Shift+B", nullptr, nullptr, "Shift+W"},
    Row{"refine", "T"},
    Row{"specks", "Shift+E"},
    Row{"transform", "V", "7", "Ctrl+T", "Ctrl+T; V"},
    Row{"pick", "S", "5"},
    Row{"paintLabels", "D"},
    Row{"takeInstance", "A"},
    Row{"takeEnclosed", "Shift+A"},
    Row{"fillHoles", "Shift+F"},
    Row{"splitInstance", "X"},
    Row{"removeInstance", "Shift+X"},
    Row{"limits", "Shift+L"},
    Row{"hand", "H", "6; Z", nullptr, "H"},
    Row{"profile", "M", nullptr, "Shift+M", "I"},
    Row{"largerBrush", "]", "]", "]", "]"},
    Row{"smallerBrush", "[", "[", "[", "["},
    Row{"symmetryCentre", "Shift+C"},
    Row{"holdButton", "K"},
    Row{"holdRightButton", "Shift+K"},

    Row{"zoomIn", "Ctrl++; Ctrl+=", nullptr, "+; =; Ctrl++"},
    Row{"zoomOut", "Ctrl+-", nullptr, "-; Ctrl+-"},
    Row{"zoomFit", "Ctrl+0", "Ctrl+R; Ctrl+0", "2", "Ctrl+0"},
    Row{"zoomOneToOne", "Ctrl+1", nullptr, "1", "Ctrl+1"},
    Row{"rotateRight", "Ctrl+R", "", "6", "R"},
    Row{"rotateLeft", "Ctrl+Shift+R", "", "4", "Shift+R"},
    Row{"flipX", "Ctrl+M", nullptr, "M"},
    Row{"flipY", "Ctrl+Shift+M"},
    Row{"resetOrientation", "", nullptr, "5"},
    Row{"compareOff", "Ctrl+2"},
    Row{"compareSideBySide", "Ctrl+3", "Ctrl+G"},
    Row{"compareSwipe", "Ctrl+4"},
    Row{"compareBlink", "Ctrl+5"},
    Row{"grid", "", nullptr, nullptr, "Ctrl+'"},
    Row{"rulers", "", nullptr, nullptr, "Ctrl+R"},
    Row{"goTo", "Ctrl+G", "Ctrl+Shift+G"},
    Row{"nextInstance", "N"},
    Row{"previousInstance", "Shift+N"},
    Row{"nextChange", "J"},
    Row{"previousChange", "Shift+J"},
    Row{"pinPixel", "P", "Shift+P"},

    Row{"nextSlice", "PgDown"},
    Row{"previousSlice", "PgUp"},
    Row{"tenForward", "Shift+PgDown"},
    Row{"tenBack", "Shift+PgUp"},
    Row{"firstSlice", "Home"},
    Row{"lastSlice", "End"},
    Row{"swapAxes", "", "Ctrl+T"},

    Row{"shortcuts", "F1; ?", "F1; ?; Ctrl+Alt+/"},
    Row{"nextPane", "F6"},
    Row{"previousPane", "Shift+F6"},
};

const Row* rowOf(const QString& command) {
    const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) {
        return command == QLatin1String(each.command);
    });
    return row == kRows.end() ? nullptr : row;
}

const char* cell(const Row& row, ShortcutPreset preset) {
    switch (preset) {
        case ShortcutPreset::Frisket:
            return row.frisket;
        case ShortcutPreset::Napari:
            return row.napari;
        case ShortcutPreset::Krita:
            return row.krita;
        case ShortcutPreset::Photoshop:
            break;
    }
    return row.photoshop;
}
}  // namespace

QString name(ShortcutPreset preset) {
    return QString::fromLatin1(kNames[static_cast<std::size_t>(preset)]);
}

std::optional<ShortcutPreset> presetNamed(const QString& name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end()
               ? std::nullopt
               : std::optional(static_cast<ShortcutPreset>(found - kNames.begin()));
}

QString displayName(ShortcutPreset preset) {
    return QString::fromLatin1(kDisplayNames[static_cast<std::size_t>(preset)]);
}

Keys defaultKeys(const QString& command) {
    const Row* row = rowOf(command);
    return row == nullptr ? Keys() : keysFromText(QString::fromLatin1(row->frisket));
}

std::optional<Keys> namedKeys(ShortcutPreset preset, const QString& command) {
    const Row* row = rowOf(command);
    const char* keys = row == nullptr ? nullptr : cell(*row, preset);
    return keys == nullptr ? std::nullopt : std::optional(keysFromText(QString::fromLatin1(keys)));
}

QList<QString> commandsWithKeys() {
    QList<QString> commands;
    for (const Row& row : kRows) {
        commands << QString::fromLatin1(row.command);
    }
    return commands;
}

Keys keysFromText(const QString& text) {
    Keys keys = QKeySequence::listFromString(text, QKeySequence::PortableText);
    keys.removeIf([](const QKeySequence& key) { return !isKey(key); });
    return keys;
}

bool isKey(const QKeySequence& key) {
    for (int i = 0; i < key.count(); ++i) {
        const int code = key[static_cast<uint>(i)].key();
        if (code == Qt::Key_unknown || code == 0 ||
            (code >= Qt::Key_Shift && code <= Qt::Key_ScrollLock) || code == Qt::Key_AltGr) {
            return false;
        }
    }
    return !key.isEmpty();
}

}  // namespace frisket::session
