// SPDX-License-Identifier: MIT
// The part of Document that keeps strokes and Apply off what is excluded or locked.
#include "core/edit/label_changes.h"
#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/stroke_limits.h"

namespace frisket::session {

namespace {
/// Elements of the destination's dtype that have a locked label.
measure::LabelSet lockedLabels(array::DType dtype, const LabelLocks& locks) {
    return {dtype, locks.labels, locks.others};
}
}  // namespace

void Document::setLimits(const PaintLimits& limits) {
    if (limits != m_limits) {
        m_limits = limits;
        emit limitsChanged();
    }
}

void Document::readStartOfStroke(std::int64_t first, std::int64_t stride, std::int64_t count,
                                 condition::Word* out) const {
    m_stack->gather(first, stride, count, out,
                    [this](auto... asked) { m_writer->gatherBefore(asked...); });
}

void Document::beginLimits() {
    m_strokeLimits = m_limits.any() ? std::make_unique<StrokeLimits>(m_limits) : nullptr;
}

void Document::endLimits() {
    if (!m_strokeLimits) {
        return;
    }
    // What lies on which side is another thing from now on, and drawn so.
    const bool moved = m_strokeLimits->limits().side != Side::Anywhere;
    m_strokeLimits.reset();
    if (moved && !m_strokeBox.empty()) {
        emit limitsChanged();
    }
}

/// Refused where a selected pixel with a locked label would change.
base::Status Document::checkLocks(const assign::Inputs& inputs, const LabelLocks& locks,
                                  base::ThreadPool& pool, base::Progress& progress) const {
    if (!locks.any()) {
        return {};
    }
    const auto changes =
        edit::countLabelChanges(*m_plan, inputs, *m_destination,
                                lockedLabels(m_destination->dtype(), locks), pool, progress);
    if (!changes) {
        return base::passOn(changes);
    }
    if (*changes == 0) {
        return {};
    }
    const QString text =
        *changes == 1 ? tr("A selected pixel with a protected label would change.")
                      : tr("%L1 selected pixels with protected labels would change.").arg(*changes);
    return base::fail(base::ErrorCode::Protected, text.toStdString(),
                      tr("Deselect protected pixels (Edit menu), or take the protection of their "
                         "labels away in the Labels dock.")
                          .toStdString());
}

base::Status Document::deselectLocked() {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    abortStroke();
    if (!m_limits.locks.any() || !m_destination || !m_conditionAxes) {
        return {};
    }
    std::optional<condition::ConditionMask> locked;
    {
        const Jobs::Busy busy(m_jobs, tr("Looking for protected pixels"));
        m_jobs.progress().expect(m_destination->count());
        // The locks as they are now: they can be changed while the other thread looks.
        const auto look = [&, labels = lockedLabels(m_destination->dtype(), m_limits.locks)](
                              base::Progress& progress) -> base::Status {
            auto found = edit::selectedWithLabels(*m_condition, m_conditionAxes->layout(),
                                                  *m_destination, labels, progress);
            if (!found) {
                return base::passOn(found);
            }
            locked = *std::move(found);
            return {};
        };
        if (auto looked = m_jobs.inBackground(Jobs::OnCancel::Wait, look); !looked) {
            return looked;
        }
    }
    const QString name = tr("Deselect protected pixels");
    if (!m_stack->plain()) {
        // Rules may give them too, which painting can't take away.
        ConditionLayers layers = m_stack->layers();
        layers.layers.push_back(m_stack->painted(
            tr("Protected"), std::make_shared<condition::ConditionMask>(*std::move(locked))));
        layers.layers.back().combine = condition::Combine::AndNot;
        return m_stack->change(name, std::move(layers));
    }
    editWhole(name, [&] { return m_writer->combine(condition::SetOperation::AndNot, *locked); });
    return {};
}

}  // namespace frisket::session
