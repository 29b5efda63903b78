// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QString>

#include "core/base/result.h"
#include "ui/session/layer_id.h"
#include "ui/session/layer_styles.h"
#include "ui/session/recent_set.h"
#include "ui/session/shortcut_map.h"
#include "ui/session/theme_choice.h"
#include "ui/session/tool_options.h"
#include "ui/session/view_options.h"

namespace frisket::session {

inline constexpr int kMostRecentSets = 12;

/// Bounds of the memory for undo, in units of 2^20 bytes.
inline constexpr int kLeastHistory = 1;
inline constexpr int kMostHistory = 1 << 20;

/// Bounds of the memory for a file's array, in units of 2^20 bytes.
inline constexpr int kLeastFileMemory = 16;
inline constexpr int kMostFileMemory = 1 << 20;

/// What the program remembers from one start to the next, as one JSON file. A value that is missing
/// or of the wrong type reads as its default; keys that this version does not know are kept. GUI
/// thread only.
class Settings {
    Q_DECLARE_TR_FUNCTIONS(Settings)

public:
    /// Reads `path`. A file that is broken or can't be read gives defaults and a `problem`; it is
    /// renamed to `path`.broken (with a number if that is taken), never overwritten.
    explicit Settings(QString path);
    /// Where the program keeps its settings.
    [[nodiscard]] static QString defaultPath();

    /// What went wrong when reading, for the window to show; empty if all went well.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// Writes the file as a whole or not at all, if anything changed; makes its folder.
    [[nodiscard]] base::Status save();

    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& bytes);
    [[nodiscard]] QByteArray windowState() const;
    void setWindowState(const QByteArray& bytes);

    [[nodiscard]] Theme theme() const;
    void setTheme(Theme theme);

    /// kSmallestBrush..kLargestBrush.
    [[nodiscard]] int brushSize() const;
    void setBrushSize(int pixels);

    /// Nib, steadiness, pressure, arms of a symmetry, join, and what fills go by.
    void restoreTools(ToolOptions& options) const;
    void storeTools(const ToolOptions& options);

    /// The preset of keys, and what the person chose over it; also for commands that there are not.
    void restoreShortcuts(ShortcutMap& shortcuts) const;
    void storeShortcuts(const ShortcutMap& shortcuts);

    /// Whether grid, rulers and minimap are shown, as in ViewOptions.
    void restoreGuides(ViewOptions& view) const;
    void storeGuides(const ViewOptions& view);

    /// Memory for undo, kLeastHistory..kMostHistory, in units of 2^20 bytes.
    [[nodiscard]] int historyMegabytes() const;
    void setHistoryMegabytes(int megabytes);

    /// Memory that the array of a file may take, kLeastFileMemory..kMostFileMemory, in units of
    /// 2^20 bytes.
    [[nodiscard]] int fileMegabytes() const;
    void setFileMegabytes(int megabytes);

    /// The stored style; `fallback` for what is not stored.
    [[nodiscard]] LayerStyle layerStyle(LayerId id, const LayerStyle& fallback) const;
    void setLayerStyle(LayerId id, const LayerStyle& style);

    [[nodiscard]] QString lastFolder() const;
    void setLastFolder(const QString& folder);

    /// The newest first, without the files that are gone: a set loses those paths, and one that
    /// loses all is left out, as is one that then equals a newer one. What is stored stays (a disk
    /// may come back). Looks at the files, so call it when a menu opens.
    [[nodiscard]] QList<RecentSet> recentSets() const;
    /// Puts `set` first; an equal one moves there. An empty set is ignored.
    void addRecentSet(const RecentSet& set);
    void clearRecentSets();

private:
    void read();
    /// Explains what is wrong and renames the file, so that the next `save` does not destroy it.
    void keepAside(const QString& what);
    [[nodiscard]] QList<RecentSet> storedSets() const;
    void storeSets(const QList<RecentSet>& sets);

    QString m_path;
    QString m_problem;
    bool m_writable = true;  ///< false: a file is there that must not be overwritten
    QJsonObject m_values;
    QJsonObject m_saved;
};

}  // namespace frisket::session
