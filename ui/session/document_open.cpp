// SPDX-License-Identifier: MIT
// The part of Document that opens and closes layers.
#include <algorithm>
#include <utility>

#include <QFileInfo>

#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/source_rule.h"

namespace frisket::session {

namespace {
base::Result<ReadLayer> readMaskOrPicture(const LayerPath& file, const io::ReadLimits& limits,
                                          base::Progress* progress) {
    if (file.id == LayerId::Result) {
        return base::fail(
            base::ErrorCode::InvalidArgument,
            Document::tr("The result is computed; it is not read from a file.").toStdString());
    }
    return readLayer(file, limits, progress);
}

/// The one of `read` that is that layer, or null.
template <class ReadLayers>
auto* layerOf(ReadLayers& read, LayerId id) {
    const auto at = std::find_if(read.begin(), read.end(),
                                 [id](const auto& each) { return each && each->id == id; });
    return at == read.end() ? nullptr : &**at;
}
}  // namespace

/// Reads files and shows them together.
class Document::Opening {
public:
    using ReadLayers = std::vector<base::Result<ReadLayer>>;

    explicit Opening(Document& document) : m_document(document) {}

    [[nodiscard]] base::Status readAll(const std::vector<LayerPath>& files, Others others,
                                       const io::ReadLimits& limits,
                                       const std::shared_ptr<ReadLayers>& read);
    [[nodiscard]] std::vector<base::Status> installAll(ReadLayers read, Others others);

private:
    [[nodiscard]] bool keepsCondition(const array::Shape& destination, Others others) const;
    [[nodiscard]] base::Result<const condition::ConditionMask*> replacedCondition(
        const ReadLayers& read, Others others,
        std::optional<condition::ConditionMask>& empty) const;
    [[nodiscard]] base::Status install(ReadLayer layer, Others others);
    [[nodiscard]] base::Status setDestination(array::BandedArray array, Others others);

    Document& m_document;
};

base::Status Document::open(LayerId id, const QString& path) {
    auto opened = openAll({{id, path}}, Others::Keep);
    return opened ? std::move(opened->front()) : base::passOn(opened);
}

base::Result<std::vector<base::Status>> Document::openAll(const std::vector<LayerPath>& files,
                                                          Others others,
                                                          const io::ReadLimits& limits) {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    abortStroke();
    std::vector<base::Status> opened;
    base::Status readAndShown;
    const base::Status done = attempted([&] {
        Opening opening(*this);
        const auto read = std::make_shared<Opening::ReadLayers>();
        readAndShown = opening.readAll(files, others, limits, read);
        if (readAndShown) {
            opened = opening.installAll(std::move(*read), others);
        }
    });
    if (!done || !readAndShown) {
        return done ? base::passOn(readAndShown) : base::passOn(done);
    }
    return opened;
}

base::Status Document::Opening::readAll(const std::vector<LayerPath>& files, Others others,
                                        const io::ReadLimits& limits,
                                        const std::shared_ptr<ReadLayers>& read) {
    const Jobs::Busy busy(m_document.m_jobs,
                          files.size() == 1
                              ? tr("Opening %1").arg(QFileInfo(files[0].path).fileName())
                              : tr("Opening %1 files").arg(files.size()));
    for (const LayerPath& file : files) {
        m_document.m_jobs.progress().expect(QFileInfo(file.path).size());
    }
    const auto work = [read, files, limits](base::Progress& progress) -> base::Status {
        for (const LayerPath& file : files) {
            read->push_back(readMaskOrPicture(file, limits, &progress));
            if (progress.cancelled()) {
                read->clear();
                return base::cancelledError();
            }
            if (!read->back() && file.id == LayerId::Destination) {
                break;
            }
        }
        return {};
    };
    const base::Status done = m_document.m_jobs.inBackground(Jobs::OnCancel::Leave, work);
    if (!done) {
        return done;
    }
    std::optional<condition::ConditionMask> empty;
    const auto present = replacedCondition(*read, others, empty);
    if (!present) {
        return base::passOn(present);
    }
    if (*present == nullptr) {
        return {};
    }
    return m_document.m_jobs.inBackground(Jobs::OnCancel::Wait, [&](base::Progress& progress) {
        return compareTo(**present, *layerOf(*read, LayerId::Condition), &progress);
    });
}

/// Whether a destination of that shape leaves the condition as it is.
bool Document::Opening::keepsCondition(const array::Shape& destination, Others others) const {
    // A condition that was only painted belongs to the old destination, and one that does not fit
    // the new shape would leave nothing to paint on.
    return m_document.m_condition && others == Others::Keep &&
           !m_document.file(LayerId::Condition).path.isEmpty() &&
           m_document.conditionFits(destination);
}

/// The condition that the one in `read` takes the place of, with an undo step, or null. `empty`
/// holds it where it is not there yet.
base::Result<const condition::ConditionMask*> Document::Opening::replacedCondition(
    const ReadLayers& read, Others others, std::optional<condition::ConditionMask>& empty) const {
    const ReadLayer* layer = layerOf(read, LayerId::Condition);
    const ReadLayer* destination = layerOf(read, LayerId::Destination);
    if (layer == nullptr) {
        return nullptr;
    }
    const condition::ConditionMask* present = m_document.painted();
    if (destination != nullptr && !keepsCondition(destination->destination->shape(), others)) {
        auto made = condition::ConditionMask::create(destination->destination->shape());
        if (!made) {
            return base::passOn(made);
        }
        present = &empty.emplace(*std::move(made));
    }
    return present != nullptr && present->shape() == layer->condition->shape() ? present : nullptr;
}

std::vector<base::Status> Document::Opening::installAll(ReadLayers read, Others others) {
    std::vector<base::Status> opened;
    std::vector<LayerId> ids;
    opened.reserve(read.size());
    ids.reserve(read.size());
    const bool closes = others == Others::Close && layerOf(read, LayerId::Destination) != nullptr;
    std::vector<LayerId> old;
    for (const LayerId id : {LayerId::Backdrop, LayerId::Source}) {
        if (closes && layerOf(read, id) == nullptr && !m_document.file(id).path.isEmpty()) {
            old.push_back(id);
        }
    }
    for (base::Result<ReadLayer>& layer : read) {
        if (!layer) {
            opened.push_back(base::passOn(layer));
            continue;
        }
        const LayerId id = layer->id;
        opened.push_back(install(*std::move(layer), others));
        if (!opened.back() && id == LayerId::Destination) {
            break;  // the others are of it
        }
        if (opened.back()) {
            ids.push_back(id);
            if (id == LayerId::Destination) {
                std::for_each(old.begin(), old.end(),
                              [this](LayerId each) { m_document.forget(each); });
            }
        }
    }
    if (ids.empty()) {
        return opened;
    }
    m_document.ruleInputsReplaced();
    if (std::find(ids.begin(), ids.end(), LayerId::Destination) != ids.end()) {
        emit m_document.planeChanged();  // axes may have other sizes and names
    }
    for (const LayerId id : ids) {
        emit m_document.layerOpened(id);
    }
    emit m_document.layersChanged();
    emit m_document.pixelsChanged(m_document.planeRect());
    emit m_document.historyChanged();
    return opened;
}

base::Status Document::Opening::install(ReadLayer layer, Others others) {
    const LayerId id = layer.id;
    if (id == LayerId::Condition) {
        return m_document.setCondition(std::move(layer));
    }
    if (id == LayerId::Destination) {
        if (auto accepted = setDestination(*std::move(layer.destination), others); !accepted) {
            return accepted;
        }
    } else {
        m_document.forget(id);
    }
    if (id == LayerId::Backdrop) {
        m_document.m_photo = *std::move(layer.backdrop);
    } else if (id == LayerId::Source) {
        m_document.m_source = std::move(layer.source);
        m_document.m_sourceRule->sourceReplaced(m_document.m_source);
    }
    m_document.m_files[indexOf(id)] = {layer.path, std::move(layer.mask), layer.picture};
    m_document.m_notes[indexOf(id)] = layer.note;
    return {};
}

base::Status Document::Opening::setDestination(array::BandedArray array, Others others) {
    if (!keepsCondition(array.shape(), others)) {
        auto empty = condition::ConditionMask::create(array.shape());
        if (!empty) {
            return base::passOn(empty);
        }
        const bool lost =
            others == Others::Keep && !m_document.file(LayerId::Condition).path.isEmpty();
        const QString note = lost ? tr("%1 does not fit this destination; the condition is empty.")
                                        .arg(m_document.file(LayerId::Condition).path)
                                  : QString();
        m_document.adoptCondition(*std::move(empty), 0, {{}, note, array::DType::Bool, {}},
                                  others == Others::Keep ? Rules::Keep : Rules::Drop);
    }
    m_document.m_history.clear();
    m_document.m_history.markClean();
    if (!m_document.m_destination || m_document.m_destination->shape() != array.shape()) {
        m_document.m_shown = ShownPlane::firstOf(array.shape());
    }
    if (m_document.m_destination) {
        m_document.m_plan.reset();  // the old one is of no use from here on
        const std::int64_t bytes =
            m_document.m_destination->count() * array::itemSize(m_document.m_destination->dtype());
        m_document.m_jobs.letGo(*std::move(m_document.m_destination), bytes);
    }
    m_document.m_destination = std::move(array);
    m_document.m_versions.destination = ++m_document.m_versions.newest;
    m_document.m_versions.saved(m_document.m_destination->dtype());
    return {};
}

/// Takes the backdrop or the source away; the caller updates the plan.
void Document::forget(LayerId id) {
    m_files[indexOf(id)] = {};
    m_notes[indexOf(id)].clear();
    m_views[indexOf(id)] = {};
    if (id == LayerId::Backdrop) {
        const qint64 bytes = m_photo.byteCount();
        m_jobs.letGo(std::exchange(m_photo, Photo()), bytes);
    } else if (m_source) {
        m_plan.reset();
        m_prepared.reset();
        const std::int64_t bytes = m_source->byteCount();
        m_sourceFile.reset();
        m_jobs.letGo(*std::exchange(m_source, std::nullopt), bytes);
        m_sourceRule->sourceReplaced(std::nullopt);
    }
}

void Document::close(LayerId id) {
    if (busy()) {
        emit failed(busyError());
        return;
    }
    if (id == LayerId::Backdrop || id == LayerId::Source) {
        forget(id);
    } else if (id == LayerId::Condition && m_destination) {
        ConditionLayers alone;
        alone.layers.push_back(m_stack->layers().layers[m_stack->layers().active]);
        if (const base::Status removed = m_stack->change(tr("Remove layers"), alone); !removed) {
            emit failed(removed.error());
            return;
        }
        if (const base::Status emptied = emptyCondition(); !emptied) {
            emit failed(emptied.error());
            return;
        }
    } else {
        return;
    }
    layersReplaced();
}

base::Status Document::emptyCondition() {
    abortStroke();
    auto empty = condition::ConditionMask::create(m_destination->shape());
    if (!empty) {
        return base::passOn(empty);
    }
    ReadLayer layer;
    layer.id = LayerId::Condition;
    layer.condition = *std::move(empty);
    if (m_condition->shape() == layer.condition->shape()) {
        if (const base::Status compared = compareTo(*painted(), layer); !compared) {
            return compared;
        }
    }
    return setCondition(std::move(layer));
}

}  // namespace frisket::session
