// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>

#include "ui/session/layer_path.h"

namespace frisket::session {

/// Files that were open together, with absolute paths.
class RecentSet {
public:
    /// By the order of kFileLayers; none is empty and none is there twice.
    [[nodiscard]] const QList<LayerPath>& files() const { return m_files; }
    /// Empty where the layer had none.
    [[nodiscard]] QString path(LayerId id) const;
    /// The file of that layer; an empty path takes it away.
    void set(const LayerPath& file);
    [[nodiscard]] bool isEmpty() const { return m_files.isEmpty(); }
    bool operator==(const RecentSet&) const = default;

    /// What is missing or of another type reads as nothing.
    [[nodiscard]] static RecentSet of(const QJsonObject& stored);
    [[nodiscard]] QJsonObject stored() const;

private:
    QList<LayerPath> m_files;
};

}  // namespace frisket::session
