// SPDX-License-Identifier: MIT
// The part of Document that makes other values of values of the destination.
#include <utility>

#include "core/measure/label_set.h"
#include "ui/session/core_text.h"
#include "ui/session/document_labels.h"

namespace frisket::session {

bool Document::Labels::isLocked(const assign::Scalar& label) const {
    const LabelLocks& locks = m_document.m_limits.locks;
    condition::Word locked = 0;
    if (locks.any()) {
        measure::LabelSet(label.dtype, locks.labels, locks.others).match(label.data(), 1, &locked);
    }
    return locked != 0;
}

base::Result<Document::Labels::Change> Document::Labels::change(const LabelChange& asked) const {
    const Document& document = m_document;
    if (document.busy()) {
        return tl::unexpected(busyError());
    }
    if (!document.m_destination || document.m_inStroke) {
        return base::fail(base::ErrorCode::Refused,
                          (document.m_inStroke ? tr("A stroke is being painted.")
                                               : tr("There is no destination."))
                              .toStdString());
    }
    if (asked.whereCondition && !document.m_conditionAxes) {
        return base::fail(base::ErrorCode::Refused,
                          tr("The condition does not fit the destination.").toStdString(),
                          tr("Replace without it; see Broadcast.").toStdString());
    }
    const array::DType dtype = document.m_destination->dtype();
    const auto from = assign::parseScalar(asked.from.trimmed().toStdString(), dtype);
    const auto to = assign::parseScalar(asked.to.trimmed().toStdString(), dtype);
    if (!from || !to) {
        return from ? base::passOn(to) : base::passOn(from);
    }
    for (const assign::Scalar* label : {&*from, &*to}) {
        if ((label == &*from || asked.swaps) && isLocked(*label)) {
            return base::fail(base::ErrorCode::Protected,
                              tr("Label %1 is protected.")
                                  .arg(fromCore(assign::toText(dtype, label->data())))
                                  .toStdString(),
                              tr("Take its protection away in the Labels dock.").toStdString());
        }
    }
    const array::Shape& shape = document.m_destination->shape();
    Change change{{*from, *to, asked.swaps}, {}, array::Box::wholeOf(shape)};
    edit::ReplaceScope& scope = change.scope;
    scope.elements = array::Layout::rowMajor(shape);
    if (asked.whereCondition) {
        scope.mask = document.m_condition.get();
        scope.condition = document.m_conditionAxes->layout();
    }
    if (!asked.wholeArray) {
        const assign::PlaneWindow window = document.window(document.planeRect(), 1);
        scope.elements = assign::planeLayout(scope.elements, window);
        if (asked.whereCondition) {
            scope.condition = assign::planeLayout(scope.condition, window);
        }
        change.box = document.m_shown.elements(document.planeRect());
    }
    return change;
}

base::Result<edit::ReplaceCounts> Document::countReplacement(const LabelChange& asked) {
    const auto change = m_labels->change(asked);
    if (!change) {
        return base::passOn(change);
    }
    const Jobs::Busy busy(m_jobs, tr("Counting"));
    m_jobs.progress().expect(change->scope.elements.count());
    edit::ReplaceCounts counts;
    const auto count = [&](base::Progress& progress) -> base::Status {
        base::ThreadPool pool(m_pool.threads());  // that of the document is the canvas's meanwhile
        const auto counted = edit::countReplacement(*m_destination, change->scope,
                                                    change->replacement, pool, &progress);
        if (!counted) {
            return base::passOn(counted);
        }
        counts = *counted;
        return {};
    };
    const base::Status done = m_jobs.inBackground(Jobs::OnCancel::Wait, count);
    if (!done) {
        return base::passOn(done);
    }
    return counts;
}

base::Result<std::int64_t> Document::replaceLabels(const LabelChange& asked) {
    const auto change = m_labels->change(asked);
    if (!change) {
        return base::passOn(change);
    }
    const QString name = (asked.swaps ? tr("Swap %1 and %2") : tr("Replace %1 by %2"))
                             .arg(asked.from.trimmed(), asked.to.trimmed());
    edit::ValuePatch patch(m_destination->dtype());
    base::Status found;
    const base::Status done = attempted([&] {
        const Jobs::Busy busy(m_jobs, name);
        m_jobs.progress().expect(change->scope.elements.count());
        const auto find = [&](base::Progress& progress) -> base::Status {
            base::ThreadPool pool(m_pool.threads());
            auto made = edit::findReplacement(*m_destination, change->scope, change->replacement,
                                              pool, &progress);
            if (!made) {
                return base::passOn(made);
            }
            patch = *std::move(made);
            return {};
        };
        found = m_jobs.inBackground(Jobs::OnCancel::Wait, find);
        if (found && !patch.empty()) {
            exchange(patch.elementCount(), {}, [&](const GoOn& goOn) {
                return patch.exchange(*m_destination, m_pool, goOn);
            });
        }
    });
    if (!done || !found) {
        emit historyChanged();  // who asked meanwhile was told that nothing can be done
        return done ? base::passOn(found) : base::passOn(done);
    }
    const std::int64_t changed = patch.changedElements();
    if (changed > 0) {
        m_labels->push(std::move(patch), change->box, name);
        m_labels->showChanged(change->box);
    }
    emit historyChanged();
    return changed;
}

}  // namespace frisket::session
