// SPDX-License-Identifier: MIT
// The part of Document that looks at other states of the history, and brings some of one back.
#include <memory>
#include <utility>

#include "core/edit/state_copy.h"
#include "ui/session/condition_stack.h"
#include "ui/session/core_text.h"
#include "ui/session/document_labels.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/plane_job.h"
#include "ui/session/stroke_limits.h"

namespace frisket::session {

namespace {
/// Another state of the document, and the shown plane in both.
struct Then {
    ShownPlane shown;
    condition::Plane values;
    condition::Plane condition;
    bool hasCondition = false;
    std::optional<edit::StateCopy> copy;

    [[nodiscard]] edit::StatePlanes planes(const Document& document) const {
        edit::StatePlanes planes;
        planes.valuesNow = document.destination();
        planes.valuesThen = &copy->destination;
        planes.values = values;
        if (hasCondition) {
            planes.conditionNow = document.condition();
            planes.conditionThen = &copy->condition;
            planes.condition = condition;
        }
        return planes;
    }
};

condition::Plane valuesPlane(const Document& document) {
    const array::Layout layout =
        assign::planeLayout(array::Layout::rowMajor(document.destination()->shape()),
                            document.window(document.planeRect(), 1));
    return {layout.offset, layout.strides[0], layout.strides[1], document.planeHeight(),
            document.planeWidth()};
}

base::Status canLookBack(const Document& document, std::size_t position) {
    if (document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    if (document.inStroke()) {
        return base::fail(base::ErrorCode::Refused,
                          Document::tr("A stroke is being painted.").toStdString(),
                          Document::tr("End it first.").toStdString());
    }
    if (document.destination() == nullptr || document.condition() == nullptr ||
        document.planeRect().empty()) {
        return base::fail(base::ErrorCode::Refused,
                          Document::tr("There is no destination.").toStdString());
    }
    if (!document.stack().plain()) {
        // Steps hold patches of a painted layer, not of what the layers make together.
        return base::fail(
            base::ErrorCode::Refused,
            Document::tr("The condition has rules or several layers; its states can't be compared.")
                .toStdString(),
            Document::tr("Flatten its layers, and go on from there.").toStdString());
    }
    const edit::History& history = document.history();
    const edit::PositionRange range = edit::reachableFrom(history);
    if (position > history.size() || range.contains(position)) {
        return position > history.size()
                   ? base::Status(base::fail(base::ErrorCode::InvalidArgument,
                                             Document::tr("There is no such step.").toStdString()))
                   : base::Status();
    }
    const std::size_t barrier = position < range.first ? range.first - 1 : range.last;
    return base::fail(
        base::ErrorCode::Refused,
        Document::tr("“%1” changed a shape, a type or layers; what was on its other side "
                     "can't be compared with the present.")
            .arg(fromCore(history.at(barrier).name()))
            .toStdString());
}

/// What a step that leads back to `position` is called.
QString revertName(const Document& document, std::size_t position,
                   std::optional<std::int64_t> label) {
    const edit::History& history = document.history();
    const QString state =
        position > 0 ? Document::tr("step “%1”").arg(fromCore(history.at(position - 1).name()))
        : history.droppedForBudget() > 0 ? Document::tr("the oldest state")
                                         : Document::tr("what was opened");
    return label ? Document::tr("Revert label %1 to %2")
                       .arg(labelText(document.dtype(LayerId::Destination), *label), state)
                 : Document::tr("Revert to %1").arg(state);
}

/// Makes the state and looks how it differs; within a Busy.
base::Status look(Document& document, std::size_t position, std::optional<std::int64_t> label,
                  Then& then, edit::StateDifference& found) {
    then.shown = document.shownPlane();
    then.values = valuesPlane(document);
    then.hasCondition = document.broadcastLayout(LayerId::Condition).has_value();
    then.condition = document.conditionPlane();
    document.jobs().progress().expect(then.values.height * then.values.width);
    array::BandedArray snapshot = document.destination()->snapshot();
    const auto work = [&](base::Progress& progress) -> base::Status {
        base::ThreadPool pool(document.pool().threads());  // the document's is the canvas's now
        auto bits = document.condition()->clone();
        if (!bits) {
            return base::passOn(bits);
        }
        then.copy.emplace(edit::StateCopy{*std::move(bits), std::move(snapshot)});
        const base::Status carried =
            edit::carryTo(document.history(), position, *then.copy, pool, &progress);
        if (!carried) {
            return carried;
        }
        auto differs = edit::differenceOf(then.planes(document), label, &progress);
        if (!differs) {
            return base::passOn(differs);
        }
        found = *std::move(differs);
        return {};
    };
    return document.jobs().inBackground(Jobs::OnCancel::Wait, work);
}
}  // namespace

base::Result<edit::StateDifference> Document::compareWith(std::size_t position) {
    if (const base::Status can = canLookBack(*this, position); !can) {
        return base::passOn(can);
    }
    Then then;
    edit::StateDifference found;
    const Jobs::Busy busy(m_jobs, tr("Comparing with an earlier state"));
    const base::Status looked = look(*this, position, {}, then, found);
    if (!looked) {
        return base::passOn(looked);
    }
    if (!showSame(then.shown, m_shown)) {
        return tl::unexpected(planeLeftError());
    }
    return found;
}

base::Result<std::int64_t> Document::revertTo(std::size_t position, const RevertScope& scope) {
    if (const base::Status can = canLookBack(*this, position); !can) {
        return base::passOn(can);
    }
    const QString name = revertName(*this, position, scope.label);
    const bool ofCondition = scope.what == RevertScope::What::Condition;
    if (ofCondition && !canPaint(PaintInto::Condition)) {
        return base::fail(base::ErrorCode::Refused,
                          tr("The condition does not fit the destination.").toStdString(),
                          tr("See Broadcast.").toStdString());
    }
    Then then;
    edit::StateDifference found;
    base::Status done;
    std::int64_t changed = 0;
    edit::ValuePatch patch(m_destination->dtype());
    const base::Status attempt = attempted([&] {
        const Jobs::Busy busy(m_jobs, name);
        done = look(*this, position, scope.label, then, found);
        if (done && !showSame(then.shown, m_shown)) {
            done = tl::unexpected(planeLeftError());
        }
        if (!done || ofCondition) {
            return;
        }
        if (scope.onlySelected) {
            edit::keepSelected(then.planes(*this), found.values);
        }
        if (m_limits.any()) {
            auto allowed = StrokeLimits(m_limits).allowed(*this, std::span(&found.values, 1), true);
            found.values = std::move(allowed.front());
        }
        const base::Rect bounds = edit::boundsOf(found.values);
        m_jobs.progress().expect(bounds.width() * bounds.height());
        done = m_jobs.inBackground(
            Jobs::OnCancel::Wait, [&](base::Progress& progress) -> base::Status {
                auto made = edit::findRevert(then.planes(*this), found.values, &progress);
                if (!made) {
                    return base::passOn(made);
                }
                patch = *std::move(made);
                return {};
            });
        then.copy.reset();  // or every band that is written would be copied
        if (done && !patch.empty()) {
            exchange(patch.elementCount(), {}, [&](const GoOn& goOn) {
                return patch.exchange(*m_destination, m_pool, goOn);
            });
        }
    });
    if (!attempt || !done) {
        emit historyChanged();  // who asked meanwhile was told that nothing can be done
        return attempt ? base::passOn(done) : base::passOn(attempt);
    }
    if (ofCondition) {
        then.copy.reset();
        const std::int64_t before = m_selectedCount;
        const std::uint64_t version = m_versions.condition;
        beginStroke(PaintInto::Condition);
        extendStroke(found.removed, false);
        const std::int64_t removed = before - m_selectedCount;
        if (m_inStroke) {  // else there was no memory
            extendStroke(found.added, true);
            changed = removed + (m_selectedCount - (before - removed));
        }
        if (m_inStroke) {
            commitStroke(name);
        }
        return m_versions.condition == version ? 0 : changed;
    }
    changed = patch.changedElements();
    if (changed > 0) {
        const array::Box box = then.shown.elements(edit::boundsOf(found.values));
        m_labels->push(std::move(patch), box, name);
        m_labels->showChanged(box);
    }
    emit historyChanged();
    return changed;
}

}  // namespace frisket::session
