// SPDX-License-Identifier: MIT
// The part of Document that follows rules: those of the condition's layers and of the source.
#include <utility>

#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/source_rule.h"

namespace frisket::session {

const condition::ConditionMask* Document::painted() const {
    return m_condition ? m_stack->layers().painted().get() : nullptr;
}

/// The condition's layers are others.
void Document::conditionReplaced() {
    m_plan.reset();  // they read the old one; new ones follow
    m_prepared.reset();
    m_overview.reset();
    m_condition = m_stack->condition();
    m_writer = std::make_unique<edit::ConditionWriter>(*m_stack->layers().painted());
    m_selectedCount = m_stack->plain() ? m_condition->count() : m_stack->selected();
    updatePlan();
}

/// Arrays that rules can name are others, or of other shapes.
void Document::ruleInputsReplaced() {
    m_ranges = {};
    m_sourceRule->inputsReplaced();
    m_stack->inputsReplaced();
    if (m_condition && !m_stack->plain()) {
        m_selectedCount = m_stack->selected();
    }
    updatePlan();
}

/// What the source's rule gives, or nothing.
void Document::setSource(std::optional<array::NdArray> source) {
    m_plan.reset();
    m_prepared.reset();
    m_source = std::move(source);
    m_ranges[indexOf(LayerId::Source)].reset();
    m_ranges[indexOf(LayerId::Result)].reset();
    m_stack->inputsReplaced();
    if (m_condition && !m_stack->plain()) {
        m_selectedCount = m_stack->selected();
    }
    updatePlan();
    emit layersChanged();
    emit historyChanged();
}

base::Status Document::settleRules() {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    if (const base::Status settled = m_sourceRule->settle(); !settled) {
        return settled;
    }
    if (!m_stack->pending()) {
        return {};
    }
    base::Status done;
    const base::Status attempt = attempted([&] {
        const Jobs::Busy busy(m_jobs, tr("Evaluating rules"));
        done = m_stack->settle([this](const ConditionStack::Evaluate& evaluate) {
            return m_jobs.inBackground(Jobs::OnCancel::Wait, [&](base::Progress& progress) {
                base::ThreadPool pool(m_pool.threads());  // the document's is the canvas's
                return evaluate(&progress, pool);
            });
        });
    });
    if (attempt && done) {
        takeRules();
    }
    return attempt ? done : attempt;
}

/// Rules were evaluated: what they give is shown, unless somebody reads the condition now; the end
/// of that asks again.
void Document::takeRules() {
    if (busy() || !m_condition || m_stack->plain() || !m_stack->hasFound()) {
        return;
    }
    const bool failed = !m_stack->problem().isEmpty();
    const array::Box changed = m_stack->takeFound();
    m_selectedCount = m_stack->selected();
    m_compared.reset();
    if (failed || !m_stack->problem().isEmpty()) {
        updatePlan();
    } else {
        tell(changed, Follow::Stay, {});
    }
    emit historyChanged();
}

/// Elements of the destination have other values: rules that look at them follow.
void Document::destinationEdited(const array::Box& elements) {
    m_sourceRule->destinationChanged();
    if (!m_condition || m_stack->plain()) {
        return;
    }
    const array::Box changed = m_stack->destinationChanged(elements);
    if (!changed.empty()) {
        m_selectedCount = m_stack->selected();
        m_compared.reset();
        tell(changed, Follow::Stay, {});
    }
}

}  // namespace frisket::session
