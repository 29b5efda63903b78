// SPDX-License-Identifier: MIT
#include "ui/session/refine_preview.h"

#include <algorithm>
#include <new>
#include <utility>

#include "ui/session/core_text.h"
#include "ui/session/reporting.h"
#include "ui/session/slice_work.h"

namespace frisket::session {

namespace {
using refine::Kind;

constexpr int kRestMs = 40;
/// Words that are copied between two other events: less than a millisecond's.
constexpr std::int64_t kWordsAtATime = std::int64_t{1} << 18;
}  // namespace

RefinePreview::RefinePreview(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    m_copying.setSingleShot(true);
    m_copying.setInterval(0);
    connect(&m_rest, &QTimer::timeout, this, &RefinePreview::restart);
    connect(&m_copying, &QTimer::timeout, this, &RefinePreview::copySome);
    connect(&document, &Document::pixelsChanged, this, &RefinePreview::forget);
    connect(&document, &Document::layersChanged, this, &RefinePreview::forget);
    connect(&document, &Document::planeChanged, this, [this] {
        const bool scoped = std::exchange(m_scope, {}) != refine::Scope();
        forget();
        if (scoped) {
            emit asked();  // it was a place in another plane
        }
    });
}

void RefinePreview::setActive(bool active) {
    if (active == m_active) {
        return;
    }
    m_active = active;
    m_commit = false;
    m_scope = {};
    m_change.reset();
    m_problem.clear();
    m_bits.reset();
    m_copying.stop();
    m_task.cancel();
    restart();
    emit asked();
    emit changed();
}

void RefinePreview::setRefinement(const refine::Refinement& refinement) {
    if (refinement != m_refinement) {
        m_refinement = refinement;
        m_commit = false;
        restart();
        emit asked();
    }
}

void RefinePreview::setScope(const refine::Scope& scope) {
    if (scope != m_scope) {
        m_scope = scope;
        m_commit = false;
        restart();
        emit asked();
    }
}

bool RefinePreview::canDoAllSlices() const {
    return !m_scope.component && hasOwnSlices(m_document);
}

void RefinePreview::setAllSlices(bool all) {
    if (all != m_allSlices) {
        m_allSlices = all;
        m_commit = false;
        emit asked();
    }
}

/// The condition is another one, or may be.
void RefinePreview::forget() {
    if (!m_active) {
        return;
    }
    m_commit = false;  // that was meant for what was seen
    m_bits.reset();
    m_copying.stop();
    m_task.cancel();
    m_rest.start();
    if (m_change || !m_problem.isEmpty()) {
        m_change.reset();
        tell({});
    }
}

void RefinePreview::tell(const QString& problem) {
    m_problem = problem;
    emit changed();
}

void RefinePreview::restart() {
    m_rest.stop();
    if (!m_active || m_copying.isActive()) {
        return;  // the copy goes on, and looks with what is asked for by then
    }
    if (m_document.inStroke() || m_document.busy()) {
        m_rest.start();
        return;
    }
    if (!m_document.canPaint(PaintInto::Condition)) {
        m_change.reset();
        tell(tr("There is no condition that fits."));
        return;
    }
    if (m_bits && m_copied == m_document.planeHeight()) {
        look();
        return;
    }
    try {
        m_bits = std::make_shared<condition::BitRegion>(m_document.planeRect());
    } catch (const std::bad_alloc&) {
        tell(tr("There is not enough memory to refine the condition."));
        return;
    }
    m_copied = 0;
    copySome();
}

void RefinePreview::copySome() {
    if (m_document.inStroke() || m_document.busy()) {
        forget();
        return;
    }
    const condition::ConditionMask& mask = *m_document.painted();
    const condition::Plane plane = m_document.conditionPlane();
    const std::int64_t rows =
        std::max<std::int64_t>(1, kWordsAtATime / std::max<std::int64_t>(1, m_bits->wordsPerRow()));
    const std::int64_t end = std::min(plane.height, m_copied + rows);
    for (; m_copied < end; ++m_copied) {
        mask.gather(plane.origin + m_copied * plane.strideY, plane.strideX, plane.width,
                    m_bits->row(m_copied));
    }
    if (m_copied < plane.height) {
        m_copying.start();
    } else {
        look();
    }
}

void RefinePreview::look() {
    const auto change = std::make_shared<refine::Change>();
    const auto work = [change, bits = m_bits, plane = m_document.planeRect(), what = m_refinement,
                       scope = m_scope, threads = m_document.pool().threads()](
                          base::Progress& progress) -> base::Status {
        base::ThreadPool pool(threads);
        auto found = refine::refine(*bits, plane, what, scope, &progress, &pool);
        if (!found) {
            return base::passOn(found);
        }
        *change = *std::move(found);
        return {};
    };
    m_task.start(work, [this, change](const base::Status& status) {
        if (status) {
            found(std::move(*change));
        } else if (status.error().code != base::ErrorCode::Cancelled) {
            m_commit = false;
            m_change.reset();
            tell(fromCore(status.error().text()));
        }
    });
}

void RefinePreview::found(refine::Change change) {
    m_change = std::move(change);
    tell({});
    if (m_commit) {
        carryOut();
    }
}

void RefinePreview::commit() {
    if (m_document.busy() || m_queued) {
        return;  // it is being done
    }
    m_commit = m_active && m_problem.isEmpty();
    if (m_commit && allSlices()) {
        m_commit = false;
        m_queued = true;
        // Not from within an event: the job turns the event loop.
        QMetaObject::invokeMethod(this, &RefinePreview::carryOutInAll, Qt::QueuedConnection);
        return;
    }
    const bool looks = m_task.isRunning() || m_copying.isActive() || m_rest.isActive();
    if (m_commit && m_change && !looks) {
        carryOut();
    }
}

void RefinePreview::carryOut() {
    m_commit = false;
    if (!m_document.canPaint(PaintInto::Condition) || m_document.inStroke()) {
        return;  // what stands in the way may change what was found
    }
    const refine::Change change = *std::exchange(m_change, std::nullopt);
    m_document.beginStroke(PaintInto::Condition);
    m_document.extendStroke(change.added, true);
    if (m_document.inStroke()) {  // else there was no memory
        m_document.extendStroke(change.removed, false);
    }
    if (m_document.inStroke()) {
        m_document.commitStroke(nameOf(m_refinement.kind));
    }
    if (m_scope.component) {
        m_scope = {};  // its pixel may be clear now, or another component's
        emit asked();
    }
    forget();
    emit changed();
}

void RefinePreview::carryOutInAll() {
    m_queued = false;
    const QString name = nameOf(m_refinement.kind);
    const auto find = [what = m_refinement, scope = m_scope](
                          const ConditionSlices& slices, base::Progress& progress,
                          base::ThreadPool& pool) -> base::Result<std::vector<SliceChange>> {
        progress.expect(slices.count());
        std::vector<SliceChange> changes;
        for (std::int64_t index = 0; index < slices.count(); ++index) {
            auto change =
                refine::refine(slices.read(index), slices.plane(), what, scope, &progress, &pool);
            if (!change) {
                return base::passOn(change);
            }
            if (!change->empty()) {
                changes.push_back({index, std::move(change->added), std::move(change->removed)});
            }
            if (const auto goOn = base::proceed(&progress, 1); !goOn) {
                return base::passOn(goOn);
            }
        }
        return changes;
    };
    const refine::Scope scope = m_scope;  // other planes are shown meanwhile
    const auto changed = changeSlices(m_document, tr("%1 in all slices").arg(name),
                                      tr("%1 in all slices").arg(name), find);
    if (m_active) {
        setScope(scope);
    }
    if (!changed) {
        report(m_document, changed.error());
        return;
    }
    emit reported(*changed == 0 ? tr("%1: no slice changes.").arg(name)
                                : tr("%1: slices changed: %L2.").arg(name).arg(*changed));
}

QString nameOf(Kind kind) {
    switch (kind) {
        case Kind::Grow:
            return RefinePreview::tr("Grow");
        case Kind::Shrink:
            return RefinePreview::tr("Shrink");
        case Kind::Open:
            return RefinePreview::tr("Open");
        case Kind::Close:
            return RefinePreview::tr("Close");
        case Kind::Median:
            return RefinePreview::tr("Smooth (median)");
        case Kind::Gaussian:
            return RefinePreview::tr("Smooth (Gaussian)");
        case Kind::FillHoles:
            return RefinePreview::tr("Fill holes");
        case Kind::RemoveIslands:
            return RefinePreview::tr("Remove islands");
        case Kind::KeepLargest:
            return RefinePreview::tr("Keep the largest");
        case Kind::Outline:
            return RefinePreview::tr("Outline");
        case Kind::Margin:
            return RefinePreview::tr("Margin");
        case Kind::Invert:
            return RefinePreview::tr("Invert");
    }
    return {};
}

}  // namespace frisket::session
