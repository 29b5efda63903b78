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
        {QRegularExpression(R"(\b(w?ofstream|w?fstream|w?filebuf)\b)"),
         "streams lose what the disk does not hold; use AtomicFile"},
        {QRegularExpression(R"(\b(fopen|fopen64|freopen|tmpfile|creat|mkstemp|mkostemp)\s*\()"),
         "files are written by AtomicFile and read by FileSource"},
        // By flag, so that files may be opened for reading.
        {QRegularExpression(R"(\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b)"),
         "files are written by AtomicFile"},
        {QRegularExpression(
             R"(\bQ(IODevice|IODeviceBase|File|FileDevice)::(WriteOnly|ReadWrite|Append|Truncate|NewOnly)\b)"),
         "QFile is no AtomicFile"},
        {QRegularExpression(R"(\bQTemporaryFile\b)"), "use AtomicFile"},
        {QRegularExpression(R"(\bQFile::(rename|copy|remove|moveToTrash|resize|link)\b)"),
         "QFile replaces and copies without sync; use AtomicFile or renameAside"},
        {QRegularExpression(
             R"((?<!\w)(::|\bfilesystem::|\bfs::)(rename|renameat|renameat2|copy|copy_file|remove|remove_all|resize_file|link|linkat|unlink|unlinkat|truncate|ftruncate|create_hard_link)\s*\()"),
         "files are replaced by AtomicFile and put aside by renameAside"},
        // Not the algorithm of that name, which takes a range.
        {QRegularExpression(R"(\bstd::(rename\s*\(|remove\s*\([^,()]*\)))"),
         "files are replaced by AtomicFile and put aside by renameAside"},
        {QRegularExpression(R"(\b(TIFFOpen|gzopen|gzopen64|png_init_io|nifti_image_write)\s*\()"),
         "the library opens the file itself; give it AtomicFile's write"},
        {QRegularExpression(R"(\bZIP_(CREATE|TRUNCATE)\b)"),
         "libzip writes the file itself; write to memory and use AtomicFile"},
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
    {"app/sample/main.cpp", "runs while Frisket is built, and writes into the build folder"},
    {"app/sample/png_file.cpp", "the same"},
    {"core/io/atomic_file.cpp", "is it"},
    {"core/io/rename_aside.cpp", "is what the others are told to use"},
    {"core/io/temporary_file.cpp", "the part of AtomicFile that makes, renames and removes"},
    {"ui/session/clipboard.cpp", "writes into memory"},
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
