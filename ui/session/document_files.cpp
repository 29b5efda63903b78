// SPDX-License-Identifier: MIT
// The part of Document that writes files.
#include <utility>

#include <QFileInfo>

#include "core/assign/check.h"
#include "core/io/sniff.h"
#include "ui/session/document.h"
#include "ui/session/paths.h"

namespace frisket::session {

/// Writes one layer. Within a Busy.
class Document::Writing {
public:
    explicit Writing(Document& document) : m_document(document) {}

    [[nodiscard]] base::Result<io::WrittenMask> write(LayerId id, const QString& path,
                                                      io::WriteOptions options);

private:
    using MakeArray = std::function<base::Result<array::NdArray>()>;
    /// What is handed back makes the array that is to be written, on any thread.
    [[nodiscard]] base::Result<MakeArray> arrayOf(LayerId id);
    [[nodiscard]] base::Result<array::NdArray> evaluateResult();

    Document& m_document;
};

base::Result<array::NdArray> Document::Writing::evaluateResult() {
    if (!m_document.m_plan) {
        return base::fail(base::ErrorCode::Refused, m_document.m_problem.toStdString());
    }
    const std::int64_t count = m_document.m_destination->count();
    const std::int64_t size = array::itemSize(m_document.m_destination->dtype());
    m_document.m_jobs.progress().expect((m_document.m_plan->checksValues() ? 2 : 1) * count);
    std::shared_ptr<array::Buffer> buffer;
    // Nothing that it reads changes while the document is busy.
    const auto evaluate = [&,
                           read = m_document.inputs()](base::Progress& progress) -> base::Status {
        base::ThreadPool pool(m_document.m_pool.threads());
        const auto refusal = assign::findInexact(*m_document.m_plan, read, pool, &progress);
        if (progress.cancelled()) {
            return base::cancelledError();
        }
        if (refusal) {
            return tl::unexpected<base::Error>(refusal->toError());
        }
        auto allocated = array::Buffer::allocate(count * size);
        if (!allocated) {
            return base::passOn(allocated);
        }
        std::byte* const data = (*allocated)->data();
        pool.forRange(
            m_document.m_destination->bandCount(), 1, [&](std::int64_t first, std::int64_t last) {
                if (progress.cancelled()) {
                    return;
                }
                const std::int64_t begin = m_document.m_destination->bandBegin(first);
                const std::int64_t end = m_document.m_destination->bandBegin(last);
                m_document.m_destination->gather(begin, 1, end - begin, data + begin * size);
                assign::assignRange(*m_document.m_plan, read, begin, end, {data, 0});
                progress.advance(end - begin);
            });
        buffer = *std::move(allocated);
        return base::proceed(&progress);
    };
    const base::Status done = m_document.m_jobs.inBackground(Jobs::OnCancel::Wait, evaluate);
    if (!done) {
        return base::passOn(done);
    }
    return array::NdArray(m_document.m_destination->dtype(),
                          array::Layout::rowMajor(m_document.m_destination->shape()),
                          std::move(buffer));
}

base::Result<Document::Writing::MakeArray> Document::Writing::arrayOf(LayerId id) {
    if (id == LayerId::Result) {
        auto result = evaluateResult();
        if (!result) {
            return base::passOn(result);
        }
        return MakeArray(
            [made = *std::move(result)] { return base::Result<array::NdArray>(made); });
    }
    if (!m_document.has(id) || id == LayerId::Backdrop) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          Document::tr("There is no %1 to write.").arg(key(id)).toStdString());
    }
    if (id == LayerId::Source) {
        return MakeArray(
            [made = *m_document.m_source] { return base::Result<array::NdArray>(made); });
    }
    if (id == LayerId::Destination) {
        const auto now = std::make_shared<array::BandedArray>(m_document.m_destination->snapshot());
        return MakeArray([now] { return now->toArray(); });
    }
    base::Result<array::NdArray> bits;
    const base::Status done =
        m_document.m_jobs.inBackground(Jobs::OnCancel::Wait, [&](base::Progress&) {
            bits = m_document.m_condition->toArray();
            return base::Status();
        });
    if (!done || !bits) {
        return done ? base::passOn(bits) : base::passOn(done);
    }
    return MakeArray([made = *std::move(bits)] { return base::Result<array::NdArray>(made); });
}

base::Result<io::WrittenMask> Document::Writing::write(LayerId id, const QString& path,
                                                       io::WriteOptions options) {
    auto make = arrayOf(id);
    if (!make) {
        return base::passOn(make);
    }
    const auto written = std::make_shared<io::WrittenMask>();
    // All that it uses is its own, so it may be left to remove its temporary file alone.
    // Given away, so that an array of its own is freed on that thread too.
    auto work = [written, options, make = *std::move(make),
                 target = toPath(path)](base::Progress& progress) mutable -> base::Status {
        const auto array = make();
        if (!array) {
            return base::passOn(array);
        }
        options.progress = &progress;
        auto done = io::writeMask(target, *array, options);
        if (!done) {
            return base::passOn(done);
        }
        *written = *std::move(done);
        return {};
    };
    const base::Status done =
        m_document.m_jobs.inBackground(Jobs::OnCancel::Leave, std::move(work));
    if (!done) {
        return base::passOn(done);
    }
    return *written;
}

namespace {
io::WriteOptions optionsOf(const SaveOptions& how) {
    io::WriteOptions options;
    options.labels = how.labels;
    options.compression = how.compression;
    options.limits = how.limits;
    return options;
}
}  // namespace

base::Status Document::saveDestination(const QString& path, const SaveOptions& how) {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    abortStroke();  // it would change what is compared
    base::Status durable;
    {
        const Jobs::Busy busy(m_jobs, tr("Saving %1").arg(QFileInfo(path).fileName()));
        LayerFile& file = m_files[indexOf(LayerId::Destination)];
        io::WriteOptions options = optionsOf(how);
        if (file.mask) {
            options.meta = file.mask->meta;
            options.part = file.mask->part;
            options.keepOthers = path == file.path;
            if (path == file.path && !how.overwriteChanged) {
                options.expectedStamp = file.mask->stamp;
            }
        }
        // First, since a save that was written can't be cancelled any more.
        const auto unapplied = compareWithResult();
        if (!unapplied && unapplied.error().code == base::ErrorCode::Cancelled) {
            return base::passOn(unapplied);
        }
        const auto written = Writing(*this).write(LayerId::Destination, path, options);
        if (!written) {
            return base::passOn(written);
        }
        file.path = path;
        if (file.mask) {
            file.mask->stamp = written->stamp;
            if (written->meta.has_value()) {
                file.mask->meta = written->meta;  // the depth of a PNG may be another one
            }
            file.mask->format = io::formatForPath(toPath(path)).value_or(file.mask->format);
        }
        m_notes[indexOf(LayerId::Destination)] = joinedNotes(written->notes);
        durable = written->durable;
        m_versions.saved(m_destination->dtype());
        if (unapplied && !*unapplied && (m_plan || !hasPaintedWork())) {
            m_history.markClean();
        }
    }
    emit layersChanged();
    emit historyChanged();
    return durable;
}

base::Status Document::exportLayer(LayerId id, const QString& path, const SaveOptions& how) {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    abortStroke();  // it would change what is written
    if (id == LayerId::Condition || id == LayerId::Result) {
        if (const base::Status settled = settleRules(); !settled) {
            return settled;
        }
    }
    const Jobs::Busy busy(m_jobs, tr("Exporting %1").arg(QFileInfo(path).fileName()));
    const LayerId look = id == LayerId::Result ? LayerId::Destination : id;
    io::WriteOptions options = optionsOf(how);
    const LayerFile& file = m_files[indexOf(look)];
    if (file.mask && id != LayerId::Condition) {
        options.meta = file.mask->meta;
    }
    const auto written = Writing(*this).write(id, path, options);
    if (!written) {
        return base::passOn(written);
    }
    LayerFile& own = m_files[indexOf(LayerId::Destination)];
    if (own.mask && path == own.path) {
        own.mask->stamp = written->stamp;  // it was us who changed it
    }
    if (id == LayerId::Condition) {
        m_versions.keptCondition = m_versions.condition;
    }
    return written->durable;
}

}  // namespace frisket::session
