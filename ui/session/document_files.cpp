// SPDX-License-Identifier: MIT
// The half of Document that reads and writes files.
#include <utility>

#include <QImageReader>

#include "core/assign/check.h"
#include "core/io/condition_file.h"
#include "ui/session/document.h"
#include "ui/session/paths.h"

namespace frisket::session {

namespace {
QString joinedNotes(const std::vector<std::string>& notes) {
    QStringList lines;
    for (const std::string& note : notes) {
        lines << QString::fromStdString(note);
    }
    return lines.join(QLatin1Char('\n'));
}

/// The backdrop is a picture in 32-bit colour; a file beyond this many bytes of it is refused.
constexpr qint64 kLargestBackdrop = qint64{4} << 30;
}  // namespace

base::Status Document::open(LayerId id, const QString& path) {
    if (id == LayerId::Result) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          tr("The result is computed; it is not read from a file.").toStdString());
    }
    const base::Status opened = id == LayerId::Backdrop ? openBackdrop(path) : openMask(id, path);
    if (opened) {
        m_ranges = {};
        updatePlan();
        if (id == LayerId::Destination) {
            emit planeChanged();  // axes may have other sizes and names
        }
        emit layerOpened(id);
        emit layersChanged();
        emit pixelsChanged(planeRect());
        emit historyChanged();
    }
    return opened;
}

base::Status Document::openBackdrop(const QString& path) {
    QImageReader reader(path);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    if (qint64{4} * size.width() * size.height() > kLargestBackdrop) {
        return base::fail(base::ErrorCode::TooLarge,
                          tr("%1: the picture is %2 x %3 pixels, more than the memory budget.")
                              .arg(path)
                              .arg(size.width())
                              .arg(size.height())
                              .toStdString());
    }
    const QImage picture = reader.read();
    if (picture.isNull()) {
        return base::fail(
            base::ErrorCode::Format,
            tr("%1: can't be read as a picture: %2.").arg(path, reader.errorString()).toStdString(),
            tr("The backdrop can be a PNG or JPEG picture.").toStdString());
    }
    m_backdrop = picture.convertToFormat(QImage::Format_RGB32);
    m_files[indexOf(LayerId::Backdrop)] = {path, {}};
    m_notes[indexOf(LayerId::Backdrop)].clear();
    return {};
}

base::Status Document::openCondition(const QString& path) {
    auto read = io::readCondition(toPath(path));
    if (!read) {
        return base::passOn(read);
    }
    std::vector<std::string> notes = read->file.notes;
    if (!read->input.note.empty()) {
        notes.push_back(read->input.note);
    }
    return setCondition(std::move(read->input.mask),
                        {{path, std::move(read->file)}, joinedNotes(notes), read->dtype});
}

base::Status Document::openMask(LayerId id, const QString& path) {
    if (id == LayerId::Condition) {
        return openCondition(path);
    }
    auto file = io::readMask(toPath(path));
    if (!file) {
        return base::passOn(file);
    }
    const QString note = joinedNotes(file->notes);
    array::NdArray array = std::exchange(file->array, {});  // the layer alone holds it from now on
    if (id == LayerId::Source) {
        m_source = std::move(array);
    } else if (const base::Status accepted = setDestination(std::move(array)); !accepted) {
        return accepted;
    }
    m_files[indexOf(id)] = {path, *std::move(file)};
    m_notes[indexOf(id)] = note;
    return {};
}

base::Status Document::setDestination(array::NdArray array) {
    auto banded = array::BandedArray::from(std::move(array));
    if (!banded) {
        return base::passOn(banded);
    }
    if (m_inStroke) {
        abortStroke();
    }
    // A condition that was only painted belongs to the old destination, and one that does not fit
    // the new shape would leave nothing to paint on.
    const bool painted = file(LayerId::Condition).path.isEmpty();
    const bool fits = m_condition && conditionFits(banded->shape());
    if (!m_condition || painted || !fits) {
        auto empty = condition::ConditionMask::create(banded->shape());
        if (!empty) {
            return base::passOn(empty);
        }
        const QString note = painted
                                 ? QString()
                                 : tr("%1 does not fit this destination; the condition is empty.")
                                       .arg(file(LayerId::Condition).path);
        adoptCondition(*std::move(empty), {{}, note, array::DType::Bool});
    }
    m_history.clear();
    m_history.markClean();
    if (!m_destination || m_destination->shape() != banded->shape()) {
        m_shown = ShownPlane::firstOf(banded->shape());
    }
    m_destination = *std::move(banded);
    m_version = m_savedVersion = ++m_newestVersion;
    return {};
}

void Document::close(LayerId id) {
    if (id == LayerId::Backdrop) {
        m_backdrop = {};
    } else if (id == LayerId::Source) {
        m_source.reset();
    } else if (id == LayerId::Condition && m_destination) {
        auto empty = condition::ConditionMask::create(m_destination->shape());
        const base::Status emptied =
            empty ? setCondition(*std::move(empty), {}) : base::passOn(empty);
        if (!emptied) {
            emit failed(emptied.error());
            return;
        }
    } else {
        return;
    }
    m_files[indexOf(id)] = {};
    m_notes[indexOf(id)].clear();
    m_ranges = {};
    updatePlan();
    emit layersChanged();
    emit pixelsChanged(planeRect());
    emit historyChanged();
}

base::Result<array::NdArray> Document::resultArray() {
    if (!m_plan) {
        return base::fail(base::ErrorCode::Refused, m_problem.toStdString());
    }
    if (const auto refusal = assign::findInexact(*m_plan, inputs(), m_pool)) {
        return tl::unexpected<base::Error>(refusal->toError());
    }
    const std::int64_t size = array::itemSize(m_destination->dtype());
    auto buffer = array::Buffer::allocate(m_destination->count() * size);
    if (!buffer) {
        return base::passOn(buffer);
    }
    std::byte* data = (*buffer)->data();
    m_pool.forRange(m_destination->bandCount(), 1, [&](std::int64_t first, std::int64_t last) {
        const std::int64_t begin = m_destination->bandBegin(first);
        const std::int64_t end = m_destination->bandBegin(last);
        m_destination->gather(begin, 1, end - begin, data + begin * size);
        assign::assignRange(*m_plan, inputs(), begin, end, {data, 0});
    });
    return array::NdArray(m_destination->dtype(), array::Layout::rowMajor(m_destination->shape()),
                          *std::move(buffer));
}

base::Result<array::NdArray> Document::layerArray(LayerId id) {
    if (id == LayerId::Result) {
        return resultArray();
    }
    if (!has(id) || id == LayerId::Backdrop) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          tr("There is no %1 to write.").arg(key(id)).toStdString());
    }
    if (id == LayerId::Source) {
        return *m_source;
    }
    return id == LayerId::Condition ? m_condition->toArray() : m_destination->toArray();
}

base::Status Document::saveDestination(const QString& path, bool overwriteChanged) {
    const auto array = layerArray(LayerId::Destination);
    if (!array) {
        return base::passOn(array);
    }
    LayerFile& file = m_files[indexOf(LayerId::Destination)];
    io::WriteOptions options;
    if (file.mask) {
        options.png = file.mask->png;
        if (path == file.path && !overwriteChanged) {
            options.expectedStamp = file.mask->stamp;
        }
    }
    const auto written = io::writeMask(toPath(path), *array, options);
    if (!written) {
        return base::passOn(written);
    }
    file.path = path;
    if (file.mask) {
        file.mask->stamp = written->stamp;
        file.mask->format = io::formatForPath(toPath(path)).value_or(file.mask->format);
    }
    m_notes[indexOf(LayerId::Destination)] = joinedNotes(written->notes);
    m_savedVersion = m_version;
    if (m_plan && !hasUnappliedChanges()) {
        m_history.markClean();
    }
    emit layersChanged();
    emit historyChanged();
    return {};
}

base::Status Document::exportLayer(LayerId id, const QString& path) {
    const auto array = layerArray(id);
    if (!array) {
        return base::passOn(array);
    }
    const LayerId look = id == LayerId::Result ? LayerId::Destination : id;
    io::WriteOptions options;
    const LayerFile& file = m_files[indexOf(look)];
    if (file.mask && id != LayerId::Condition) {
        options.png = file.mask->png;
    }
    const auto written = io::writeMask(toPath(path), *array, options);
    if (!written) {
        return base::passOn(written);
    }
    LayerFile& own = m_files[indexOf(LayerId::Destination)];
    if (own.mask && path == own.path) {
        own.mask->stamp = written->stamp;  // it was us who changed it
    }
    if (id == LayerId::Condition) {
        m_keptConditionVersion = m_conditionVersion;
    }
    return {};
}

}  // namespace frisket::session
