// SPDX-License-Identifier: MIT
#include "ui/session/file_survey.h"

#include <algorithm>
#include <span>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include "core/io/codec.h"
#include "core/io/label_names.h"
#include "core/io/sniff.h"
#include "ui/session/core_text.h"
#include "ui/session/paths.h"

namespace frisket::session {

namespace {
/// The context of the words for translators.
class FileSurveyText {
    Q_DECLARE_TR_FUNCTIONS(FileSurvey)
};

/// Between two facts.
QString dot() { return QStringLiteral(" · "); }

/// What an array is good for, whatever its file is called.
FileKind kindOfItem(const io::FileItem& item, FileKind ofFile) {
    if (!item.dtype) {
        return ofFile;
    }
    if (*item.dtype == array::DType::Bool) {
        return FileKind::BoolArray;
    }
    // Three or four bytes a pixel are colours.
    const bool colours = *item.dtype == array::DType::U8 && item.shape && item.shape->rank() == 3 &&
                         ((*item.shape)[2] == 3 || (*item.shape)[2] == 4);
    const bool picture = ofFile == FileKind::GreyPicture || ofFile == FileKind::ColourPicture;
    if (picture) {
        return colours ? FileKind::ColourPicture : ofFile;
    }
    return FileKind::Array;
}

QString aboutLabels(const std::vector<io::NamedLabel>& labels) {
    const auto named = std::count_if(labels.begin(), labels.end(), [](const io::NamedLabel& label) {
        return !label.name.empty();
    });
    return named == 0 ? QString() : FileSurveyText::tr("labels with names: %1").arg(named);
}

/// Of files whose endings lists of names have; any text could be taken for one.
base::Result<std::vector<io::NamedLabel>> readNames(const QString& path,
                                                    const io::ReadLimits& limits) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool usual = suffix == QLatin1String("txt") || suffix == QLatin1String("csv") ||
                       suffix == QLatin1String("json") || suffix == QLatin1String("names") ||
                       suffix == QLatin1String("label");
    return usual ? io::readLabelNames(toPath(path), limits)
                 : base::fail(base::ErrorCode::Unsupported, path.toStdString());
}

void append(QString& text, const QString& more) {
    if (!more.isEmpty()) {
        text += text.isEmpty() ? more : dot() + more;
    }
}
}  // namespace

QString formatWord(io::Format format) {
    const QString name = fromCore(io::name(format));
    // Names that people write in another way than the others.
    if (name == QLatin1String("labelme")) {
        return name;
    }
    if (name == QLatin1String("panoptic")) {
        return FileSurveyText::tr("COCO panoptic");
    }
    return name == QLatin1String("nifti") ? QStringLiteral("NIfTI") : name.toUpper();
}

QString typeWords(array::DType dtype, const array::Shape& shape) {
    QStringList sizes;
    for (const std::int64_t size : shape) {
        sizes << QString::number(size);
    }
    return fromCore(array::name(dtype)) + dot() +
           (sizes.isEmpty() ? FileSurveyText::tr("0-d") : sizes.join(QStringLiteral("×")));
}

QString partWords(const io::Part& part) {
    QString words = fromCore(part.key);
    if (part.page) {
        append(words, FileSurveyText::tr("page %1").arg(*part.page));
    }
    return words;
}

QString heldWords(const io::FileItem& item) {
    QString words;
    if (item.dtype && item.shape) {
        append(words, typeWords(*item.dtype, *item.shape));
    } else if (item.dtype) {
        append(words, fromCore(array::name(*item.dtype)));
    }
    append(words, fromCore(item.note));
    return words;
}

QString itemWords(const io::FileItem& item) {
    QString words = partWords(item.part);
    append(words, heldWords(item));
    return words;
}

FileHint surveyFile(const QString& path, const io::ReadLimits& limits) {
    FileHint hint{path, kindOfFile(path)};
    if (hint.kind == FileKind::Photo) {
        hint.about = FileSurveyText::tr("picture");
    }
    auto contents = io::listContents(toPath(path), limits);
    if (!contents) {
        if (hint.kind != FileKind::Unknown) {
            return hint;
        }
        if (auto names = readNames(path, limits)) {
            hint.kind = FileKind::LabelNames;
            hint.names = *std::move(names);
            hint.about = aboutLabels(hint.names);
        } else {
            hint.about = fromCore(contents.error().message);
        }
        return hint;
    }
    hint.about = formatWord(contents->format);
    if (contents->items.size() == 1) {
        const io::FileItem& item = contents->items.front();
        hint.kind = kindOfItem(item, hint.kind);
        append(hint.about, heldWords(item));
    } else if (!contents->items.empty()) {
        hint.kind = kindOfItem(contents->items.front(), hint.kind);
        append(hint.about, FileSurveyText::tr("%1 arrays").arg(contents->items.size()));
        hint.items = std::move(contents->items);
    }
    append(hint.about, aboutLabels(contents->labels));
    return hint;
}

bool mayHoldSeveral(const QString& path) {
    QFile file(path);
    // A pipe would block, a device might do anything.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray start = file.read(io::kSniffBytes);
    const auto format = io::sniffFormat(
        std::as_bytes(std::span(start.constData(), static_cast<std::size_t>(start.size()))), {});
    return format && io::codecFor(*format).list != nullptr;
}

std::vector<FileHint> apart(const FileHint& file) {
    if (file.items.size() < 2 || file.items.size() > kMostApart) {
        return {file};
    }
    std::vector<FileHint> hints;
    for (const io::FileItem& item : file.items) {
        FileHint own{file.path, kindOfItem(item, file.kind), file.about.section(dot(), 0, 0)};
        own.part = item.part;
        // The name of the array stands beside that of the file.
        append(own.about, heldWords(item));
        hints.push_back(std::move(own));
    }
    return hints;
}

std::optional<FileHint> namesBeside(const QString& mask, const io::ReadLimits& limits) {
    const QDir folder = QFileInfo(mask).absoluteDir();
    for (const QString& where : {folder.path(), folder.filePath(QStringLiteral(".."))}) {
        for (const char* const name : {"class_names.txt", "labels.txt", "classes.txt"}) {
            const QString path = QDir::cleanPath(QDir(where).filePath(QLatin1String(name)));
            if (!QFileInfo(path).isFile()) {
                continue;
            }
            if (auto names = readNames(path, limits)) {
                FileHint hint{path, FileKind::LabelNames};
                hint.names = *std::move(names);
                return hint;
            }
        }
    }
    return std::nullopt;
}

}  // namespace frisket::session
