// SPDX-License-Identifier: MIT
#include "app/gui/file_options.h"

#include <limits>

#include <QRegularExpression>

namespace frisket::app {

namespace {
using base::ErrorCode;
using base::fail;
using session::LayerId;

QString about(LayerId id) {
    switch (id) {
        case LayerId::Backdrop:
            return QStringLiteral("Photo under the masks.");
        case LayerId::Destination:
            return QStringLiteral("Mask that is refined.");
        case LayerId::Source:
            return QStringLiteral("Mask that values are taken from.");
        default:
            return QStringLiteral("Where they are taken.");
    }
}

/// What the letters after a number multiply it by; nothing for other letters.
std::optional<std::int64_t> unit(const QString& letters) {
    constexpr std::array kUnits{'k', 'm', 'g', 't'};
    if (letters.isEmpty() || letters == QLatin1String("b")) {
        return 1;
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        const QLatin1Char first(kUnits[i]);
        if (letters == first || letters == first + QLatin1String("b") ||
            letters == first + QLatin1String("ib")) {
            return std::int64_t{1} << (10 * (i + 1));
        }
    }
    return std::nullopt;
}
}  // namespace

FileOptions::FileOptions(QCommandLineParser& parser)
    : m_parser(parser),
      m_budget(QStringLiteral("memory-budget"),
               QStringLiteral("Most bytes that one array may take, such as 8GiB."),
               QStringLiteral("BYTES")) {
    for (const LayerId id : session::kFileLayers) {
        const QString name = session::key(id);
        Layer layer{id,
                    {name, about(id), QStringLiteral("FILE")},
                    {name + QStringLiteral("-key"), QStringLiteral("Which of its arrays, by name."),
                     QStringLiteral("NAME")},
                    {name + QStringLiteral("-page"), QStringLiteral("Which of its images, from 0."),
                     QStringLiteral("N")}};
        parser.addOption(layer.file);
        if (id != LayerId::Backdrop) {
            parser.addOptions({layer.key, layer.page});
        }
        m_layers.push_back(std::move(layer));
    }
    parser.addOption(m_budget);
}

base::Result<QList<session::LayerPath>> FileOptions::files() const {
    QList<session::LayerPath> files;
    for (const Layer& layer : m_layers) {
        const bool mask = layer.id != LayerId::Backdrop;
        const bool key = mask && m_parser.isSet(layer.key);
        const bool page = mask && m_parser.isSet(layer.page);
        if (!m_parser.isSet(layer.file)) {
            if (key || page) {
                return fail(ErrorCode::InvalidArgument,
                            QStringLiteral("--%1-%2 needs --%1 FILE.")
                                .arg(session::key(layer.id), key ? "key" : "page")
                                .toStdString());
            }
            continue;
        }
        session::LayerPath file{layer.id, m_parser.value(layer.file)};
        if (key) {
            file.part.key = m_parser.value(layer.key).toStdString();
        }
        if (page) {
            bool good = false;
            const qlonglong number = m_parser.value(layer.page).toLongLong(&good);
            if (!good || number < 0) {
                return fail(ErrorCode::InvalidArgument,
                            QStringLiteral("--%1-page takes a number from 0, not '%2'.")
                                .arg(session::key(layer.id), m_parser.value(layer.page))
                                .toStdString());
            }
            file.part.page = number;
        }
        files.append(file);
    }
    return files;
}

base::Result<std::optional<std::int64_t>> FileOptions::memoryBudget() const {
    if (!m_parser.isSet(m_budget)) {
        return std::optional<std::int64_t>();
    }
    const QString text = m_parser.value(m_budget);
    static const QRegularExpression pattern(QStringLiteral("^([0-9]{1,18})\\s*([a-z]*)$"));
    const auto match = pattern.match(text.toLower());
    const auto factor = match.hasMatch() ? unit(match.captured(2)) : std::nullopt;
    const std::int64_t number = factor ? match.captured(1).toLongLong() : 0;
    if (number <= 0 || number > std::numeric_limits<std::int64_t>::max() / *factor) {
        return fail(ErrorCode::InvalidArgument,
                    QStringLiteral("--memory-budget takes bytes, such as 8GiB, not '%1'.")
                        .arg(text)
                        .toStdString());
    }
    return std::optional(number * *factor);
}

}  // namespace frisket::app
