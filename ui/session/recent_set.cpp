// SPDX-License-Identifier: MIT
#include "ui/session/recent_set.h"

#include <algorithm>

#include "ui/session/core_text.h"

namespace frisket::session {

namespace {
QString keyName(LayerId id) { return key(id) + QStringLiteral("Key"); }
QString pageName(LayerId id) { return key(id) + QStringLiteral("Page"); }
}  // namespace

QString RecentSet::path(LayerId id) const {
    const auto found = std::find_if(m_files.begin(), m_files.end(),
                                    [id](const LayerPath& file) { return file.id == id; });
    return found == m_files.end() ? QString() : found->path;
}

void RecentSet::set(const LayerPath& file) {
    m_files.removeIf([&file](const LayerPath& each) { return each.id == file.id; });
    if (file.path.isEmpty()) {
        return;
    }
    const auto at = std::find_if(m_files.begin(), m_files.end(), [&file](const LayerPath& each) {
        return indexOf(each.id) > indexOf(file.id);
    });
    m_files.insert(at, file);
}

RecentSet RecentSet::of(const QJsonObject& stored) {
    RecentSet set;
    for (const LayerId id : kFileLayers) {
        LayerPath file{id, stored.value(key(id)).toString(), {}};
        file.part.key = stored.value(keyName(id)).toString().toStdString();
        const QJsonValue page = stored.value(pageName(id));
        if (page.isDouble()) {
            file.part.page = page.toInteger();
        }
        set.set(file);
    }
    return set;
}

QJsonObject RecentSet::stored() const {
    QJsonObject entry;
    for (const LayerPath& file : m_files) {
        entry[key(file.id)] = file.path;
        if (!file.part.key.empty()) {
            entry[keyName(file.id)] = fromCore(file.part.key);
        }
        if (file.part.page) {
            entry[pageName(file.id)] = static_cast<qint64>(*file.part.page);
        }
    }
    return entry;
}

}  // namespace frisket::session
