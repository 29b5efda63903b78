// SPDX-License-Identifier: MIT
#include "core/assign/mode_table.h"

#include <algorithm>

namespace frisket::assign {

namespace {
using array::Shape;

std::vector<AlignedAxis>& rowOf(BroadcastTable& table, Role role) {
    return table.rows[static_cast<std::size_t>(role)];
}

/// All axes of the operand, aligned at the right, taken in order.
void setInOrder(BroadcastTable& table, Role role, const Shape& shape) {
    std::vector<AlignedAxis>& row = rowOf(table, role);
    std::fill(row.begin(), row.end(), AlignedAxis{});
    for (int axis = 0; axis < shape.rank(); ++axis) {
        row[static_cast<std::size_t>(table.columns - shape.rank() + axis)] = {shape[axis],
                                                                              AxisFit::InOrder};
    }
}

/// `shape` in columns from `first` on, under the sizes of `target`.
void setRow(BroadcastTable& table, Role role, const Shape& shape, int first, const Shape& target,
            int targetFirst, bool stretches) {
    std::vector<AlignedAxis>& row = rowOf(table, role);
    std::fill(row.begin(), row.end(), AlignedAxis{});
    for (int axis = 0; axis < target.rank(); ++axis) {
        row[static_cast<std::size_t>(targetFirst + axis)].fit = AxisFit::Missing;
    }
    for (int axis = 0; axis < shape.rank(); ++axis) {
        const int at = first + axis - targetFirst;
        AlignedAxis& cell = row[static_cast<std::size_t>(first + axis)];
        cell.size = shape[axis];
        if (at < 0 || at >= target.rank()) {
            cell.fit = stretches && shape[axis] == 1 ? AxisFit::Surplus : AxisFit::Clash;
        } else if (shape[axis] == target[at]) {
            cell.fit = AxisFit::Equal;
        } else {
            cell.fit = stretches && shape[axis] == 1 ? AxisFit::Stretched : AxisFit::Clash;
        }
    }
}

BroadcastTable indexTable(const PlanRequest& request, const Shape& source) {
    const Shape& destination = request.destination.layout.shape;
    const Shape& condition = request.condition.layout.shape;
    Shape target{request.selected};
    for (int axis = condition.rank(); axis < destination.rank(); ++axis) {
        target.append(destination[axis]);
    }
    // Wide enough for all of them, the condition beginning where the destination does.
    const int left =
        std::max({0, source.rank() - destination.rank(), target.rank() - destination.rank()});
    const int end = left + destination.rank();
    BroadcastTable table;
    table.columns = std::max(end, left + condition.rank());
    for (std::vector<AlignedAxis>& row : table.rows) {
        row.resize(static_cast<std::size_t>(table.columns));
    }
    setRow(table, Role::Destination, destination, left, destination, left, false);
    setRow(table, Role::Condition, condition, left, destination, left, false);
    const int first = end - target.rank();
    setRow(table, Role::Source, source, end - source.rank(), target, first, true);
    rowOf(table, Role::Source)[static_cast<std::size_t>(first)].selected = true;
    return table;
}
}  // namespace

BroadcastTable modeTable(const PlanRequest& request) {
    const Shape& destination = request.destination.layout.shape;
    const Shape& condition = request.condition.layout.shape;
    const bool reads = request.source && !(request.mode == Mode::Fill && request.value);
    const Shape source = reads ? request.source->layout.shape : Shape{};
    if (request.mode == Mode::Index) {
        return indexTable(request, source);
    }
    BroadcastTable table = alignShapes(destination, source, condition);
    const bool flat = request.mode == Mode::Place || request.mode == Mode::Putmask;
    if (flat || request.mode == Mode::Scatter) {
        setInOrder(table, Role::Source, source);
    }
    if (flat && !(condition == destination)) {
        setInOrder(table, Role::Condition, condition);
    }
    return table;
}

std::string_view pairingText(Mode mode) {
    switch (mode) {
        case Mode::Where:
        case Mode::Fill:
            return {};
        case Mode::Index:
            return "the k-th selected index takes row k of the source, or its only one";
        case Mode::Scatter:
            return "the k-th selected element takes element k of the source";
        case Mode::Place:
            return "the k-th selected element takes element k of the source, which begins again";
        case Mode::Putmask:
            return "element p, where selected, takes element p of the source, which begins again";
    }
    return {};
}

}  // namespace frisket::assign
