// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QList>

#include "core/base/result.h"
#include "ui/session/layer_path.h"

namespace frisket::app {

/// The options that name files: `--destination FILE`, `--destination-key NAME`,
/// `--destination-page N`, the same of the other layers, and `--memory-budget BYTES`.
class FileOptions {
public:
    explicit FileOptions(QCommandLineParser& parser);

    /// The files that were named. Fails with InvalidArgument for a page that is no number from 0,
    /// and for a key or page of a file that is not named.
    [[nodiscard]] base::Result<QList<session::LayerPath>> files() const;
    /// Bytes, as "4096", "512MB" or "8GiB" (all by 1,024); nothing where it was not given. Fails
    /// with InvalidArgument.
    [[nodiscard]] base::Result<std::optional<std::int64_t>> memoryBudget() const;

private:
    struct Layer {
        session::LayerId id;
        QCommandLineOption file;
        QCommandLineOption key;
        QCommandLineOption page;
    };

    const QCommandLineParser& m_parser;
    std::vector<Layer> m_layers;
    QCommandLineOption m_budget;
};

}  // namespace frisket::app
