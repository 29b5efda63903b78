// SPDX-License-Identifier: MIT
#include "tests/architecture/file_rules.h"

#include <QRegularExpression>

namespace frisket::architecture {

namespace {
struct Forbidden {
    QRegularExpression pattern;
    QString why;
};

const QList<Forbidden>& forbidden() {
    static const QList<Forbidden> list{
        {QRegularExpression(R"(\bQSettings\b)"),
         "QSettings writes without fsync; use the settings store"},
        {QRegularExpression(R"(\bQSaveFile\b)"),
         "QSaveFile loses data on a full disk; use AtomicFile"},
        {QRegularExpression(R"(\bQImageWriter\b)"), "QImageWriter is no AtomicFile"},
        {QRegularExpression(R"(\bim(read|write|encode|decode)\s*\()"),
         "OpenCV's codecs change values without a word; use core/io"},
        // Any object whose name says that it is a picture, or a picture that a call returns.
        {QRegularExpression(R"(\b(QImage|QPixmap)::save\b)"), "Qt's save is no AtomicFile"},
        {QRegularExpression(
             R"((?i)(image|pixmap|picture|screenshot|grab|scaled)\w*\s*(\([^()]*\))?\s*(\.|->)\s*save\s*\()"),
         "Qt's save is no AtomicFile"},
    };
    return list;
}

struct Exempt {
    const char* path;
    const char* reason;
};
// Everything else that is written goes through AtomicFile.
const QList<Exempt> kExempt{
    {"app/gui/walkthrough.cpp", "encodes the window's picture in memory, AtomicFile writes it"},
};
}  // namespace

Findings tooLong(const QString& path, const QString& text) {
    const auto lines = text.count('\n') + (text.isEmpty() || text.endsWith('\n') ? 0 : 1);
    if (lines <= kMostLines) {
        return {};
    }
    return {{kMostLines + 1, QString("%1 has %2 lines, more than %3; split it")
                                 .arg(path.section('/', -1))
                                 .arg(lines)
                                 .arg(kMostLines)}};
}

Findings withoutLicence(const QString& path, const QString& text) {
    if (text.startsWith("// SPDX-License-Identifier: MIT\n")) {
        return {};
    }
    return {{1, path.section('/', -1) + " does not start with the SPDX line"}};
}

Findings forbiddenWriters(const QString& path, const QString& text) {
    const bool product =
        path.startsWith("app/") || path.startsWith("core/") || path.startsWith("ui/");
    const bool exempt = std::any_of(kExempt.begin(), kExempt.end(),
                                    [&](const Exempt& entry) { return path == entry.path; });
    Findings findings;
    if (!product || exempt) {
        return findings;
    }
    const QString code = withoutComments(text, false);
    for (const Forbidden& entry : forbidden()) {
        auto matches = entry.pattern.globalMatch(code);
        while (matches.hasNext()) {
            findings.append({lineOf(code, matches.next().capturedStart()), entry.why});
        }
    }
    return findings;
}

}  // namespace frisket::architecture
