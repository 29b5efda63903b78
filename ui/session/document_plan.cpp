// SPDX-License-Identifier: MIT
// The part of Document that keeps the plan true: to its operands, and to edits of the condition.
#include <algorithm>
#include <cassert>
#include <new>
#include <utility>

#include "core/assign/mode_table.h"
#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/source_rule.h"

namespace frisket::session {

namespace {
using array::Layout;
using assign::Addressing;
using assign::Mode;
}  // namespace

void Document::setMode(Mode mode) {
    if (busy()) {
        emit planChanged();  // whoever shows another one shows this again
    } else if (mode != m_mode) {
        m_mode = mode;
        updatePlan();
    }
}

void Document::setCasting(assign::Casting casting) {
    if (busy()) {
        emit planChanged();
    } else if (casting != m_casting) {
        m_casting = casting;
        updatePlan();
    }
}

void Document::setValueText(const QString& text) {
    if (busy()) {
        emit planChanged();
    } else if (text != m_valueText) {
        m_valueText = text;
        updatePlan();
    }
}

const assign::AssignPlan* Document::plan() const { return m_plan ? &*m_plan : nullptr; }

QString Document::problem() const { return m_problem; }

assign::Inputs Document::inputs() const {
    return m_prepared ? m_prepared->inputs() : assign::Inputs{};
}

assign::PlanRequest Document::planRequest() const {
    assign::PlanRequest request;
    request.mode = m_mode;
    request.casting = m_casting;
    request.destination = {m_destination->dtype(), Layout::rowMajor(m_destination->shape()), {}};
    if (m_condition) {
        const OperandView& seen = operandView(LayerId::Condition);
        request.condition = {m_conditionType, Layout::rowMajor(m_condition->shape()), seen.view,
                             seen.prepared};
        request.selected = m_selectedCount;
    }
    if (m_source && m_mode != Mode::Fill) {
        // What a rule gives is seen through nothing.
        const OperandView seen = m_sourceRule->any() ? OperandView() : operandView(LayerId::Source);
        request.source =
            assign::Operand{m_source->dtype(), m_source->layout(), seen.view, seen.prepared};
    }
    return request;
}

std::optional<assign::BroadcastTable> Document::broadcastTable() const {
    return m_destination ? std::optional(assign::modeTable(planRequest())) : std::nullopt;
}

void Document::updatePlan() {
    ++m_versions.plan;
    m_plan.reset();
    m_prepared.reset();
    m_refusal.reset();
    m_problem.clear();
    m_overview.reset();
    m_conditionAxes.reset();
    if (m_destination && m_condition) {
        m_conditionAxes = ConditionAxes::make(m_mode, m_destination->shape(), m_condition->shape());
        makePlan();
    } else {
        m_problem = tr("Open a destination to begin.");
    }
    emit planChanged();
    emit pixelsChanged(planeRect());
}

/// Sets plan and inputs, or the refusal, or the problem alone. None of them is set before, but for
/// inputs that may serve again.
void Document::makePlan() {
    m_problem = m_stack->problem();
    if (m_problem.isEmpty() && m_mode != Mode::Fill) {
        m_problem = m_sourceRule->problem();
    }
    if (!m_problem.isEmpty()) {
        return;
    }
    assign::PlanRequest request = planRequest();
    if (m_mode == Mode::Fill) {
        const auto value = assign::parseScalar(m_valueText.toStdString(), m_destination->dtype());
        if (!value) {
            m_problem = QString::fromStdString(value.error().text());
            return;
        }
        request.value = *value;
    } else if (!m_source) {
        m_problem = tr("Open a source: its values go where the condition is true.");
        return;
    }
    auto plan = assign::AssignPlan::make(request);
    if (!plan) {
        m_refusal = std::move(plan).error();
        m_problem = QString::fromStdString(m_refusal->toError().text());
        return;
    }
    // The condition lies in C order, so that no view of it needs a packed copy.
    assert(!plan->packsCondition());
    if (!m_prepared || m_preparedFor != plan->addressing()) {
        m_prepared.reset();
        auto prepared = assign::PreparedInputs::make(
            *plan, m_source ? m_source->view().data : nullptr, *m_condition, m_pool);
        if (!prepared) {
            m_problem = QString::fromStdString(prepared.error().text());
            return;
        }
        m_prepared = *std::move(prepared);
        m_preparedFor = plan->addressing();
    }
    m_plan = *std::move(plan);
}

/// Makes the plan for the present number of selected elements. Whether a person sees a difference.
bool Document::recountPlan() {
    const std::optional<assign::AssignPlan> before = std::exchange(m_plan, std::nullopt);
    const QString problem = std::exchange(m_problem, QString());
    m_refusal.reset();
    makePlan();
    const bool same = m_plan && before ? m_plan->table() == before->table()
                                       : m_plan.has_value() == before.has_value();
    return !same || m_problem != problem;
}

void Document::conditionEdited(const array::Box& elements) {
    const bool worked = m_plan.has_value();
    bool changed = false;
    try {
        if (m_prepared && m_prepared->followsCondition()) {
            m_prepared->conditionChanged(
                elements.ranges(m_destination->shape(), assign::RankIndex::kBlock), m_pool);
        }
        if (m_destination && assign::countsSelected(m_mode)) {
            changed = recountPlan();
        }
    } catch (const std::bad_alloc&) {
        // The counts can't be trusted any more. The next edit tries again.
        m_plan.reset();
        m_prepared.reset();
        m_refusal.reset();
        m_problem = tr("There is not enough memory to show the result.");
        changed = true;
    }
    if (changed) {
        emit planChanged();
    }
    if (worked != m_plan.has_value()) {
        emit pixelsChanged(planeRect());  // the result comes or goes as a whole
    }
}

std::optional<std::int64_t> Document::selectedElements() const {
    if (!m_conditionAxes) {
        return std::nullopt;
    }
    const std::int64_t size = m_condition->size();
    return size == 0 ? 0 : m_selectedCount * (m_destination->count() / size);
}

bool Document::conditionFits(const array::Shape& destination) const {
    return fittedCondition(m_mode, destination, m_condition->shape()).has_value();
}

std::optional<Layout> Document::broadcastLayout(LayerId id) const {
    if (!m_destination || !has(id)) {
        return std::nullopt;
    }
    if (id == LayerId::Condition) {
        return m_conditionAxes ? std::optional(m_conditionAxes->layout()) : std::nullopt;
    }
    if (m_plan && !m_plan->value() && m_plan->addressing() == Addressing::Aligned) {
        return m_plan->source();
    }
    if (sourceIsList()) {
        return std::nullopt;
    }
    const auto layout =
        assign::broadcastOperand(assign::Role::Source, m_source->layout(), m_destination->shape());
    return layout ? std::optional(*layout) : std::nullopt;
}

bool Document::sourceIsList() const {
    const bool byIndex = m_mode == Mode::Where || m_mode == Mode::Fill ||
                         (m_plan && m_plan->addressing() == Addressing::Aligned);
    return m_destination && m_source && !byIndex && m_source->shape() != m_destination->shape();
}

}  // namespace frisket::session
