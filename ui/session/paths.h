// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include <QFile>
#include <QString>

namespace frisket::session {

/// The same path for the core, byte for byte as the file system has it.
[[nodiscard]] inline std::filesystem::path toPath(const QString& path) {
    return {QFile::encodeName(path).toStdString()};
}

}  // namespace frisket::session
