// SPDX-License-Identifier: MIT
#include "ui/session/layer_reading.h"

#include <algorithm>
#include <new>
#include <utility>

#include <QCoreApplication>
#include <QFile>
#include <QImageReader>

#include "core/edit/difference.h"
#include "core/io/condition_file.h"
#include "ui/session/array_picture.h"
#include "ui/session/paths.h"

namespace frisket::session {

namespace {
/// A file that counts what is read of it, and ends where the work is cancelled.
class WatchedFile final : public QFile {
public:
    WatchedFile(const QString& path, base::Progress* progress)
        : QFile(path), m_progress(progress) {}
    [[nodiscard]] bool cancelled() const { return m_cancelled; }

protected:
    qint64 readData(char* data, qint64 most) override {
        m_cancelled = m_cancelled || !base::proceed(m_progress);
        if (m_cancelled) {
            return -1;
        }
        const qint64 got = QFile::readData(data, most);
        if (m_progress != nullptr && pos() > m_furthest) {
            m_progress->advance(pos() - m_furthest);
            m_furthest = pos();
        }
        return got;
    }

private:
    base::Progress* m_progress;
    qint64 m_furthest = 0;
    bool m_cancelled = false;
};

base::Result<ArrayPicture> readArrayPicture(const ReadLayer& layer, const io::ReadLimits& limits) {
    const auto file = io::readMask(toPath(layer.path), {limits, {}, {}});
    if (!file) {
        return base::passOn(file);
    }
    return pictureOf(file->array);
}

/// A picture in 32-bit colour.
base::Status readBackdrop(ReadLayer& layer, const io::ReadLimits& limits,
                          base::Progress* progress) {
    WatchedFile file(layer.path, progress);
    (void)file.open(QIODevice::ReadOnly);  // the reader says what is wrong
    QImageReader reader(&file);
    reader.setAutoTransform(!layer.picture.view.asStored);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    const QSize shown = layer.picture.view.stretchedTo;
    layer.picture.stored = size;
    layer.picture.turned = reader.transformation() != QImageIOHandler::TransformationNone;
    if (qint64{4} * std::max(size.width(), shown.width()) *
            std::max(size.height(), shown.height()) >
        limits.memoryBudget) {
        return base::fail(
            base::ErrorCode::TooLarge,
            QCoreApplication::translate(
                "Document", "%1: the picture is %2 x %3 pixels, more than the memory budget.")
                .arg(layer.path)
                .arg(size.width())
                .arg(size.height())
                .toStdString());
    }
    QImage picture = reader.read();
    if (file.cancelled()) {
        return base::cancelledError();
    }
    if (picture.isNull()) {
        // Arrays of instruments are pictures as well.
        if (auto array = readArrayPicture(layer, limits)) {
            picture = std::move(array->image);
            layer.note = array->note;
            layer.picture.stored = picture.size();
        } else if (array.error().code == base::ErrorCode::TooLarge ||
                   array.error().code == base::ErrorCode::OutOfMemory) {
            return base::passOn(array);
        }
    }
    if (picture.isNull()) {
        const QString reason = file.isOpen() ? reader.errorString() : file.errorString();
        return base::fail(
            base::ErrorCode::Format,
            QCoreApplication::translate("Document", "%1: can't be read as a picture: %2.")
                .arg(layer.path, reason)
                .toStdString(),
            QCoreApplication::translate("Document",
                                        "The backdrop can be a PNG or JPEG picture, or an array of "
                                        "two axes such as a TIFF.")
                .toStdString());
    }
    picture.convertTo(QImage::Format_RGB32);
    if (shown.isValid()) {
        picture = picture.scaled(shown, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    layer.backdrop = Photo(std::move(picture));
    layer.backdrop->halve();
    return base::proceed(progress);
}

base::Status readConditionLayer(ReadLayer& layer, const io::ReadRequest& request,
                                base::Progress* progress) {
    auto read = io::readCondition(toPath(layer.path), request, progress);
    if (!read) {
        return base::passOn(read);
    }
    std::vector<std::string> notes = read->file.notes;
    if (!read->input.note.empty()) {
        notes.push_back(read->input.note);
    }
    layer.note = joinedNotes(notes);
    layer.selected = read->input.mask.count();
    layer.condition = std::move(read->input.mask);
    layer.conditionType = read->dtype;
    layer.mask = std::move(read->file);
    return base::proceed(progress);
}

base::Status readMaskLayer(ReadLayer& layer, const io::ReadRequest& request,
                           base::Progress* progress) {
    auto file = io::readMask(toPath(layer.path), request, progress);
    if (!file) {
        return base::passOn(file);
    }
    layer.note = joinedNotes(file->notes);
    array::NdArray array = std::exchange(file->array, {});  // the layer alone holds it from now on
    layer.mask = *std::move(file);
    if (layer.id == LayerId::Source) {
        layer.source = std::move(array);
        return {};
    }
    auto banded = array::BandedArray::from(std::move(array));
    if (!banded) {
        return base::passOn(banded);
    }
    layer.destination = *std::move(banded);
    return base::proceed(progress);
}
}  // namespace

QString joinedNotes(const std::vector<std::string>& notes) {
    QStringList lines;
    for (const std::string& note : notes) {
        lines << QString::fromStdString(note);
    }
    return lines.join(QLatin1Char('\n'));
}

base::Result<ReadLayer> readLayer(const LayerPath& file, const io::ReadLimits& limits,
                                  base::Progress* progress) {
    ReadLayer layer;
    layer.id = file.id;
    layer.path = file.path;
    layer.picture.view = file.picture;
    const io::ReadRequest request{limits, file.part, {}};
    const base::Status read = file.id == LayerId::Backdrop ? readBackdrop(layer, limits, progress)
                              : file.id == LayerId::Condition
                                  ? readConditionLayer(layer, request, progress)
                                  : readMaskLayer(layer, request, progress);
    if (!read) {
        return base::passOn(read);
    }
    return layer;
}

base::Status compareTo(const condition::ConditionMask& present, ReadLayer& layer,
                       base::Progress* progress) {
    auto difference = edit::differenceOf(present, *layer.condition, progress);
    if (!difference) {
        return base::passOn(difference);
    }
    layer.difference = *std::move(difference);
    return {};
}

}  // namespace frisket::session
