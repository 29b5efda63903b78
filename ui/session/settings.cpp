// SPDX-License-Identifier: MIT
#include "ui/session/settings.h"

#include <algorithm>
#include <array>
#include <span>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

#include "core/edit/history.h"
#include "core/io/rename_aside.h"
#include "core/io/text_file.h"
#include "ui/session/paths.h"
#include "ui/session/stored_names.h"

namespace frisket::session {

namespace {
/// Far above what is ever written; a larger file is not ours.
constexpr qint64 kMostBytes = 4 * 1024 * 1024;
constexpr int kMostAside = 100;

constexpr QLatin1String kGeometry("windowGeometry");
constexpr QLatin1String kState("windowState");
constexpr QLatin1String kTheme("theme");
constexpr QLatin1String kBrushSize("brushSize");
constexpr QLatin1String kGuides("guides");
constexpr QLatin1String kGrid("grid");
constexpr QLatin1String kRulers("rulers");
constexpr QLatin1String kMinimap("minimap");
constexpr QLatin1String kHistory("historyMegabytes");
constexpr QLatin1String kFileMemory("fileMegabytes");
constexpr QLatin1String kLayers("layers");
constexpr QLatin1String kLastFolder("lastFolder");
constexpr QLatin1String kRecent("recent");

constexpr std::array<const char*, 3> kThemes{"system", "light", "dark"};
constexpr std::array<const char*, 8> kColours{"labels", "grey", "viridis", "tint",
                                              "stable", "safe", "magma",   "cividis"};
constexpr std::array<const char*, 3> kDraws{"fill", "contour", "both"};
constexpr std::array<const char*, 3> kLevels{"full", "middle", "manual"};

QByteArray bytesAt(const QJsonObject& values, QLatin1String key) {
    return QByteArray::fromBase64(values.value(key).toString().toLatin1());
}
}  // namespace

Settings::Settings(QString path) : m_path(std::move(path)) { read(); }

QString Settings::defaultPath() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
           QStringLiteral("/settings.json");
}

void Settings::read() {
    const QFileInfo info(m_path);
    if (!info.exists() && !info.isSymLink()) {
        return;
    }
    if (!info.isFile()) {
        m_writable = false;
        m_problem = tr("The settings can't be read: %1 is no regular file. Defaults are used, and "
                       "settings will not be saved.")
                        .arg(m_path);
        return;
    }
    QFile file(m_path);
    const bool opened = file.open(QIODevice::ReadOnly);
    if (!opened && file.error() == QFileDevice::PermissionsError) {
        keepAside(file.errorString());
        return;
    }
    const QByteArray bytes = opened ? file.read(kMostBytes + 1) : QByteArray();
    if (file.error() != QFileDevice::NoError) {
        // A disk that fails now may give it another time: it stays where it is.
        m_writable = false;
        m_problem = tr("The settings in %1 can't be read: %2. Defaults are used, and settings will "
                       "not be saved.")
                        .arg(m_path, file.errorString());
        return;
    }
    file.close();
    if (bytes.size() > kMostBytes) {
        keepAside(tr("it is larger than 4 MiB"));
        return;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        keepAside(tr("%1 at byte %2").arg(error.errorString()).arg(error.offset));
    } else if (!document.isObject()) {
        keepAside(tr("it holds no JSON object"));
    } else {
        m_values = document.object();
        m_saved = m_values;
    }
}

void Settings::keepAside(const QString& what) {
    m_problem = tr("The settings in %1 can't be read: %2. Defaults are used.").arg(m_path, what);
    for (int number = 1; number <= kMostAside; ++number) {
        const QString aside = m_path + (number == 1 ? QStringLiteral(".broken")
                                                    : QStringLiteral(".broken%1").arg(number));
        if (io::renameAside(toPath(m_path), toPath(aside))) {
            m_problem += u' ' + tr("The file was kept as %1.").arg(aside);
            return;
        }
    }
    m_writable = false;
    m_problem += u' ' + tr("It can't be renamed, so settings will not be saved.");
}

base::Status Settings::save() {
    if (m_values == m_saved) {
        return {};
    }
    if (!m_writable) {
        return base::fail(base::ErrorCode::Permission, m_problem.toStdString(),
                          "Remove that file and start again.");
    }
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return base::fail(base::ErrorCode::Io,
                          tr("%1: can't make this folder.").arg(folder).toStdString(),
                          "Check its permissions.");
    }
    auto written = io::writeText(toPath(m_path), QJsonDocument(m_values).toJson().toStdString());
    if (!written) {
        return base::passOn(written);
    }
    m_saved = m_values;
    return std::move(written->durable);
}

QByteArray Settings::windowGeometry() const { return bytesAt(m_values, kGeometry); }
void Settings::setWindowGeometry(const QByteArray& bytes) {
    m_values[kGeometry] = QString::fromLatin1(bytes.toBase64());
}

QByteArray Settings::windowState() const { return bytesAt(m_values, kState); }
void Settings::setWindowState(const QByteArray& bytes) {
    m_values[kState] = QString::fromLatin1(bytes.toBase64());
}

Theme Settings::theme() const {
    return fromName(kThemes, m_values.value(kTheme).toString(), Theme::System);
}
void Settings::setTheme(Theme theme) { m_values[kTheme] = toName(kThemes, theme); }

int Settings::brushSize() const {
    return std::clamp(m_values.value(kBrushSize).toInt(ToolOptions().brushSize()), kSmallestBrush,
                      kLargestBrush);
}
void Settings::setBrushSize(int pixels) { m_values[kBrushSize] = pixels; }

void Settings::restoreGuides(ViewOptions& view) const {
    const QJsonObject guides = m_values.value(kGuides).toObject();
    view.setGrid(guides.value(kGrid).toBool(view.grid()));
    view.setRulers(guides.value(kRulers).toBool(view.rulers()));
    view.setMinimap(guides.value(kMinimap).toBool(view.minimap()));
}
void Settings::storeGuides(const ViewOptions& view) {
    m_values[kGuides] =
        QJsonObject{{kGrid, view.grid()}, {kRulers, view.rulers()}, {kMinimap, view.minimap()}};
}

int Settings::historyMegabytes() const {
    constexpr auto kDefault = static_cast<int>(edit::History::kDefaultBudget >> 20U);
    return std::clamp(m_values.value(kHistory).toInt(kDefault), kLeastHistory, kMostHistory);
}
void Settings::setHistoryMegabytes(int megabytes) { m_values[kHistory] = megabytes; }

int Settings::fileMegabytes() const {
    constexpr auto kDefault = static_cast<int>(io::ReadLimits{}.memoryBudget >> 20U);
    return std::clamp(m_values.value(kFileMemory).toInt(kDefault), kLeastFileMemory,
                      kMostFileMemory);
}
void Settings::setFileMegabytes(int megabytes) { m_values[kFileMemory] = megabytes; }

LayerStyle Settings::layerStyle(LayerId id, const LayerStyle& fallback) const {
    const QJsonObject stored = m_values.value(kLayers).toObject().value(key(id)).toObject();
    LayerStyle style = fallback;
    const auto flag = [&stored](const char* name, bool& value) {
        value = stored.value(QLatin1String(name)).toBool(value);
    };
    const auto part = [&stored](const char* name, double& value) {
        value = std::clamp(stored.value(QLatin1String(name)).toDouble(value), 0.0, 1.0);
    };
    const auto text = [&stored](const char* name) {
        return stored.value(QLatin1String(name)).toString();
    };
    flag("visible", style.visible);
    flag("solidContour", style.solidContour);
    flag("invert", style.invert);
    flag("difference", style.difference);
    part("opacity", style.opacity);
    part("contourOpacity", style.contourOpacity);
    style.colours = fromName(kColours, text("colours"), fallback.colours);
    style.draw = fromName(kDraws, text("draw"), fallback.draw);
    style.levels = fromName(kLevels, text("levels"), fallback.levels);
    style.low = stored.value(QLatin1String("low")).toDouble(fallback.low);
    style.high = stored.value(QLatin1String("high")).toDouble(fallback.high);
    style.contourWidth =
        std::clamp(stored.value(QLatin1String("contourWidth")).toInt(fallback.contourWidth), 1,
                   kWidestContour);
    const QColor tint(stored.value(QStringLiteral("tint")).toString());
    style.tint = tint.isValid() ? tint : fallback.tint;
    return style;
}

void Settings::setLayerStyle(LayerId id, const LayerStyle& style) {
    QJsonObject layers = m_values.value(kLayers).toObject();
    QJsonObject stored = layers.value(key(id)).toObject();
    stored[QStringLiteral("visible")] = style.visible;
    stored[QStringLiteral("opacity")] = style.opacity;
    stored[QStringLiteral("colours")] = toName(kColours, style.colours);
    stored[QStringLiteral("draw")] = toName(kDraws, style.draw);
    stored[QStringLiteral("contourOpacity")] = style.contourOpacity;
    stored[QStringLiteral("contourWidth")] = style.contourWidth;
    stored[QStringLiteral("solidContour")] = style.solidContour;
    stored[QStringLiteral("levels")] = toName(kLevels, style.levels);
    stored[QStringLiteral("low")] = style.low;
    stored[QStringLiteral("high")] = style.high;
    stored[QStringLiteral("invert")] = style.invert;
    stored[QStringLiteral("difference")] = style.difference;
    stored[QStringLiteral("tint")] = style.tint.name();
    layers[key(id)] = stored;
    m_values[kLayers] = layers;
}

QString Settings::lastFolder() const { return m_values.value(kLastFolder).toString(); }
void Settings::setLastFolder(const QString& folder) { m_values[kLastFolder] = folder; }

QList<RecentSet> Settings::storedSets() const {
    QList<RecentSet> sets;
    for (const QJsonValue& entry : m_values.value(kRecent).toArray()) {
        const RecentSet set = RecentSet::of(entry.toObject());
        if (!set.isEmpty() && !sets.contains(set) && sets.size() < kMostRecentSets) {
            sets.append(set);
        }
    }
    return sets;
}

void Settings::storeSets(const QList<RecentSet>& sets) {
    QJsonArray entries;
    for (const RecentSet& set : sets) {
        entries.append(set.stored());
    }
    m_values[kRecent] = entries;
}

QList<RecentSet> Settings::recentSets() const {
    QList<RecentSet> present;
    for (RecentSet set : storedSets()) {
        for (const LayerId id : kFileLayers) {
            if (!QFileInfo::exists(set.path(id))) {
                set.set({id, {}, {}});
            }
        }
        if (!set.isEmpty() && !present.contains(set)) {
            present.append(set);
        }
    }
    return present;
}

void Settings::addRecentSet(const RecentSet& set) {
    if (set.isEmpty()) {
        return;
    }
    QList<RecentSet> sets = storedSets();
    sets.removeAll(set);
    sets.prepend(set);
    while (sets.size() > kMostRecentSets) {
        sets.removeLast();
    }
    storeSets(sets);
}

void Settings::clearRecentSets() { m_values.remove(kRecent); }

}  // namespace frisket::session
