// SPDX-License-Identifier: MIT
#include "ui/dialogs/file_filters.h"

#include <QCoreApplication>
#include <QImageReader>
#include <QStringList>

#include "core/io/codec.h"
#include "core/io/sniff.h"
#include "ui/session/core_text.h"
#include "ui/session/paths.h"

namespace frisket::ui {

namespace {
/// The context of the words for translators.
class FileFiltersText {
    Q_DECLARE_TR_FUNCTIONS(FileFilters)
};

QStringList patternsOf(const io::Codec& codec) {
    QStringList patterns;
    for (const std::string_view ending : codec.endings) {
        patterns << QStringLiteral("*") + session::fromCore(ending);
    }
    return patterns;
}

QString filterOf(const io::Codec& codec) {
    return QStringLiteral("%1 (%2)").arg(session::fromCore(codec.title),
                                         patternsOf(codec).join(QLatin1Char(' ')));
}
}  // namespace

QString openFilter() {
    QStringList all;
    QStringList each;
    for (const io::Codec* const codec : io::codecs()) {
        all << patternsOf(*codec);
        each << filterOf(*codec);
    }
    // What only a backdrop is made of.
    for (const QByteArray& format : QImageReader::supportedImageFormats()) {
        all << QStringLiteral("*.") + QString::fromLatin1(format);
    }
    all.removeDuplicates();
    QStringList upper;  // endings of cameras
    for (const QString& pattern : all) {
        upper << pattern.toUpper();
    }
    each.prepend(
        FileFiltersText::tr("Masks and pictures (%1)").arg((all + upper).join(QLatin1Char(' '))));
    each << FileFiltersText::tr("All files (*)");
    return each.join(QStringLiteral(";;"));
}

QString saveFilter() {
    QStringList each;
    for (const io::Codec* const codec : io::codecs()) {
        if (codec->prepare != nullptr) {
            each << filterOf(*codec);
        }
    }
    return each.join(QStringLiteral(";;"));
}

QString saveFilterFor(const QString& path) {
    const auto format = io::formatForPath(session::toPath(path));
    return filterOf(io::codecFor(format ? *format : io::Format::Npy));
}

QString firstEndingOf(const QString& filter) {
    // "PNG, a picture (*.png *.PNG)"
    return filter.section(QLatin1Char('('), -1)
        .section(QLatin1Char(')'), 0, 0)
        .section(QLatin1Char(' '), 0, 0)
        .mid(2);
}

}  // namespace frisket::ui
