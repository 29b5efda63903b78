// SPDX-License-Identifier: MIT
#include "ui/session/condition_axes.h"

#include <utility>

#include "core/assign/plan.h"

namespace frisket::session {

namespace {
using array::Box;
using array::Layout;
using array::Shape;
using assign::Mode;
}  // namespace

std::optional<Layout> fittedCondition(Mode mode, const Shape& destination, const Shape& condition) {
    // One element as the source is fine in all modes but scatter, which takes conditions as where
    // does.
    assign::PlanRequest request;
    request.mode = mode == Mode::Scatter ? Mode::Where : mode;
    request.destination.layout = Layout::rowMajor(destination);
    request.source = assign::Operand{request.destination.dtype, Layout::rowMajor({}), {}};
    request.condition.layout = Layout::rowMajor(condition);
    const auto plan = assign::AssignPlan::make(request);
    return plan ? std::optional(plan->condition()) : std::nullopt;
}

std::optional<ConditionAxes> ConditionAxes::make(Mode mode, const Shape& destination,
                                                 const Shape& condition) {
    auto layout = fittedCondition(mode, destination, condition);
    return layout ? std::optional(ConditionAxes(mode, condition, *std::move(layout)))
                  : std::nullopt;
}

ConditionAxes::ConditionAxes(Mode mode, const Shape& condition, Layout layout)
    : m_mode(mode), m_condition(condition), m_layout(std::move(layout)) {
    // Axes of more than one element have strides of their own, so that these tell which is which.
    const array::Strides strides = array::rowMajorStrides(condition);
    m_own.assign(static_cast<std::size_t>(m_layout.rank()), -1);
    for (int axis = 0; axis < m_layout.rank(); ++axis) {
        const std::int64_t size = m_layout.shape[axis];
        if (size <= 1 || m_layout.strides[axis] == 0) {
            continue;
        }
        int& own = m_own[static_cast<std::size_t>(axis)];
        for (int candidate = 0; candidate < condition.rank(); ++candidate) {
            if (condition[candidate] == size && strides[candidate] == m_layout.strides[axis]) {
                own = candidate;
            }
        }
        m_byAxes = m_byAxes && own >= 0;
    }
}

Box ConditionAxes::toDestination(const Box& own) const {
    if (own.empty() || m_layout.count() == 0) {
        return {array::Dims::filled(m_layout.rank(), 0), array::Dims::filled(m_layout.rank(), 0)};
    }
    if (!m_byAxes) {
        return Box::around(own.firstIn(m_condition), own.lastIn(m_condition), m_layout.shape);
    }
    Box box = Box::wholeOf(m_layout.shape);
    for (int axis = 0; axis < m_layout.rank(); ++axis) {
        const int from = m_own[static_cast<std::size_t>(axis)];
        if (from >= 0) {
            box.begin[axis] = own.begin[from];
            box.end[axis] = own.end[from];
        }
    }
    return box;
}

Box ConditionAxes::toCondition(const Box& destination) const {
    if (!m_byAxes) {
        return Box::around(destination.firstIn(m_layout.shape), destination.lastIn(m_layout.shape),
                           m_condition);
    }
    Box box = Box::wholeOf(m_condition);
    for (int axis = 0; axis < m_layout.rank(); ++axis) {
        const int to = m_own[static_cast<std::size_t>(axis)];
        if (to >= 0) {
            box.begin[to] = destination.begin[axis];
            box.end[to] = destination.end[axis];
        }
    }
    return box;
}

bool ConditionAxes::fits(const Shape& condition) const {
    return fittedCondition(m_mode, m_layout.shape, condition).has_value();
}

std::optional<ConditionAxes::Change> ConditionAxes::expanded(int axis) const {
    if (!repeats(axis)) {
        return std::nullopt;
    }
    Change change{m_condition, axis};
    if (m_mode == Mode::Index) {  // it covers the first axes
        if (axis == m_condition.rank()) {
            change.shape.append(m_layout.shape[axis]);
        }
    } else {
        const int fromRight = m_layout.rank() - axis;
        while (change.shape.rank() < fromRight) {
            change.shape.insert(0, 1);
        }
        change.axis = change.shape.rank() - fromRight;
        change.shape[change.axis] = m_layout.shape[axis];
    }
    return change.shape != m_condition && fits(change.shape) ? std::optional(change) : std::nullopt;
}

std::optional<ConditionAxes::Change> ConditionAxes::collapsed(int axis) const {
    const int own = m_own[static_cast<std::size_t>(axis)];
    // In mode index no axis can be stretched, but the last one can be left out.
    if (!m_byAxes || own < 0 || (m_mode == Mode::Index && own != m_condition.rank() - 1)) {
        return std::nullopt;
    }
    Change change{m_condition, own};
    if (m_mode == Mode::Index) {
        change.shape.erase(own);
    } else {
        change.shape[own] = 1;
    }
    return fits(change.shape) ? std::optional(change) : std::nullopt;
}

}  // namespace frisket::session
