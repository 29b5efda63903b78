// SPDX-License-Identifier: MIT
// The part of Document that says which plane is shown and what edits change in it.
#include <algorithm>

#include "core/assign/window.h"
#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"

namespace frisket::session {

void Document::showPlane(const ShownPlane& plane) {
    if (plane != m_shown) {
        m_shown = plane;
        m_overview.reset();
        emit planeChanged();
    }
}

void Document::setShownAxes(int axisY, int axisX) {
    const int rank = m_shown.index.rank();
    const bool exist = std::min(axisX, axisY) >= 0 && std::max(axisX, axisY) < rank;
    if (m_inStroke || !exist || axisX == axisY) {
        return;
    }
    ShownPlane plane = m_shown;
    plane.axisY = axisY;
    plane.axisX = axisX;
    for (int axis = 0; axis < rank && plane.shows(plane.active); ++axis) {
        plane.active = axis;
    }
    if (plane.shows(plane.active)) {
        plane.active = -1;
    }
    showPlane(plane);
}

void Document::setIndex(int axis, std::int64_t index) {
    if (!m_destination || axis < 0 || axis >= m_shown.index.rank() || m_shown.shows(axis)) {
        return;
    }
    ShownPlane plane = m_shown;
    plane.active = axis;
    plane.index[axis] = std::clamp<std::int64_t>(
        index, 0, std::max<std::int64_t>(m_destination->shape()[axis] - 1, 0));
    showPlane(plane);
}

void Document::setActiveAxis(int axis) {
    if (axis >= 0 && axis < m_shown.index.rank()) {
        setIndex(axis, m_shown.index[axis]);
    }
}

void Document::stepIndex(std::int64_t steps) {
    if (m_shown.active >= 0) {
        setIndex(m_shown.active, m_shown.index[m_shown.active] + steps);
    }
}

QString Document::axisName(int axis) const {
    const auto& mask = file(LayerId::Destination).mask;
    if (mask && axis >= 0 && static_cast<std::size_t>(axis) < mask->axisNames.size()) {
        const std::string& name = mask->axisNames[static_cast<std::size_t>(axis)];
        if (!name.empty()) {
            return QString::fromStdString(name);
        }
    }
    return tr("axis %1").arg(axis);
}

std::int64_t Document::planeWidth() const {
    if (!m_destination) {
        return backdrop().width();
    }
    if (m_destination->count() == 0) {
        return 0;  // another axis may have no index at which these could be shown
    }
    return m_shown.axisX < 0 ? 1 : m_destination->shape()[m_shown.axisX];
}

std::int64_t Document::planeHeight() const {
    if (!m_destination) {
        return backdrop().height();
    }
    if (m_destination->count() == 0) {
        return 0;
    }
    return m_shown.axisY < 0 ? 1 : m_destination->shape()[m_shown.axisY];
}

assign::PlaneWindow Document::window(const base::Rect& samples, std::int64_t step) const {
    assign::PlaneWindow window;
    window.axisX = m_shown.axisX;
    window.axisY = m_shown.axisY;
    window.fixed = m_shown.index;
    window.x0 = samples.x0 * step;
    window.y0 = samples.y0 * step;
    window.width = samples.width();
    window.height = samples.height();
    window.step = step;
    return window;
}

condition::Plane Document::conditionPlane() const {
    if (!m_conditionAxes) {
        return {};
    }
    const array::Layout plane =
        assign::planeLayout(m_conditionAxes->layout(), window(planeRect(), 1));
    return {plane.offset, plane.strides[0], plane.strides[1], planeHeight(), planeWidth()};
}

/// Pixels of the shown plane that may change with these elements of the destination.
base::Rect Document::pixelsBehind(const array::Box& elements) const {
    const base::Rect edited = m_shown.pixels(elements);
    if (!m_plan || m_plan->addressing() != assign::Addressing::ByRank) {
        return edited;
    }
    // Every element behind the edit takes another one of the source.
    const array::Shape& shape = m_destination->shape();
    return edited.united(m_shown.pixelsFrom(elements.firstIn(shape), shape));
}

/// Elements of the condition in `own` changed: keeps the plan true and says what pixels did.
/// `pixels`, if there are any, tells more closely which ones of the condition did.
void Document::announce(const array::Box& own, Follow follow, const base::Area& pixels) {
    if (m_stack->plain()) {
        tell(own, follow, pixels);
        return;
    }
    const array::Box changed = m_stack->follow(own);
    m_selectedCount = m_stack->selected();
    const bool within = changed.empty() || changed.united(own) == own;
    tell(changed, follow, within && !changed.empty() ? pixels : base::Area());
}

/// The condition is another one in `own`: as `announce`.
void Document::tell(const array::Box& own, Follow follow, const base::Area& pixels) {
    if (!m_conditionAxes || own.empty()) {
        conditionEdited({});
        return;
    }
    const array::Box elements = m_conditionAxes->toDestination(own);
    const base::Area seen = pixels.empty() ? base::Area(m_shown.pixels(elements)) : pixels;
    if (m_overview) {
        m_overview->update(seen);
    }
    conditionEdited(elements);
    if (elements.empty()) {
        return;
    }
    if (follow == Follow::GoThere && seen.empty()) {
        showPlane(m_shown.nearest(elements));
    }
    // Every element behind the edit may take another one of the source.
    const bool local = !m_plan || m_plan->addressing() != assign::Addressing::ByRank;
    const base::Area changed = local ? seen : base::Area(pixelsBehind(elements));
    if (!changed.empty()) {
        emit pixelsChanged(changed);
    }
}

void Document::requireOverview(std::int64_t firstRow, std::int64_t endRow) {
    if (!m_overview) {
        m_overview.emplace(*m_condition, conditionPlane(), m_selectedCount == 0);
    }
    m_overview->require(firstRow, endRow, m_pool);
}

std::vector<AxisSharing> Document::axisSharing() const {
    std::vector<AxisSharing> axes;
    for (int axis = 0; m_conditionAxes && axis < m_destination->shape().rank(); ++axis) {
        const bool repeated = m_conditionAxes->repeats(axis);
        axes.push_back({axis, m_destination->shape()[axis], repeated,
                        repeated && m_conditionAxes->expanded(axis),
                        !repeated && m_conditionAxes->collapsed(axis)});
    }
    return axes;
}

void Document::expandCondition(int axis) {
    if (m_conditionAxes) {
        if (const auto change = m_conditionAxes->expanded(axis)) {
            reshapeCondition(tr("Own condition for %1").arg(axisName(axis)), *change, {});
        }
    }
}

void Document::collapseCondition(int axis, condition::Reduction reduction) {
    if (m_conditionAxes) {
        if (const auto change = m_conditionAxes->collapsed(axis)) {
            const QString name = reduction == condition::Reduction::Any
                                     ? tr("Collapse %1 with any")
                                     : tr("Collapse %1 with all");
            reshapeCondition(name.arg(axisName(axis)), *change, reduction);
        }
    }
}

void Document::reshapeCondition(const QString& name, const ConditionAxes::Change& change,
                                std::optional<condition::Reduction> reduction) {
    if (m_inStroke || busy()) {
        return;
    }
    m_stack->keep();
    if (!m_stack->plain()) {
        emit failed({base::ErrorCode::Refused,
                     tr("A condition of several layers keeps its shape.").toStdString(),
                     tr("Flatten its layers first.").toStdString()});
        return;
    }
    const std::uint64_t before = m_versions.condition;
    const std::uint64_t after = ++m_versions.newest;
    const auto changed = [=, this](bool redone) {
        m_selectedCount = m_condition->count();
        m_versions.condition = redone ? after : before;
        updatePlan();
    };
    auto entry = ReshapeEntry::make(*m_condition,
                                    {m_condition->shape(), change.shape, change.axis, reduction},
                                    name.toStdString(), changed);
    if (!entry) {
        emit failed(entry.error());
        return;
    }
    record(*std::move(entry));
    changed(true);
    emit historyChanged();
}

}  // namespace frisket::session
