// SPDX-License-Identifier: MIT
#include "core/assign/broadcast.h"

#include <algorithm>

#include "core/assign/fixes.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::Layout;
using array::Shape;
using base::joined;

/// "427 x 640" for pictures, else the tuple.
std::string sizeText(const Shape& shape) {
    return shape.rank() == 2 ? joined(shape[0], " x ", shape[1]) : array::toString(shape);
}

/// The words people use: a mask that is one row off, two swapped sides.
std::string explain(Role role, const Shape& operand, const Shape& target, int axis) {
    std::string out = joined("The ", name(role), " is ", sizeText(operand), " and the destination ",
                             sizeText(target), ": axis ", axis, " of the ", name(role), " (",
                             operand.rank() - axis, " from the right) has size ", operand[axis]);
    const int targetAxis = axis + target.rank() - operand.rank();
    out += joined(", but the destination has ", target[targetAxis], " there (its axis ", targetAxis,
                  "). ");
    return out + joined("Sizes must be equal", target[targetAxis] == 0 ? " or 0 against 1" : "",
                        ", or the ", name(role), "'s must be 1.");
}
}  // namespace

BroadcastTable alignShapes(const Shape& destination, const Shape& source, const Shape& condition) {
    BroadcastTable table;
    const std::array<const Shape*, 3> shapes{&destination, &source, &condition};
    for (const Shape* shape : shapes) {
        table.columns = std::max(table.columns, shape->rank());
    }
    for (std::size_t row = 0; row < shapes.size(); ++row) {
        const Shape& shape = *shapes[row];
        for (int column = 0; column < table.columns; ++column) {
            const int axis = column - (table.columns - shape.rank());
            const int targetAxis = column - (table.columns - destination.rank());
            AlignedAxis aligned;
            if (axis < 0 && targetAxis >= 0) {
                aligned.fit = AxisFit::Missing;
            } else if (axis >= 0) {
                aligned.size = shape[axis];
                if (targetAxis < 0) {
                    const bool droppable =
                        row == static_cast<std::size_t>(Role::Source) && aligned.size == 1;
                    aligned.fit = droppable ? AxisFit::Surplus : AxisFit::Clash;
                } else if (aligned.size == destination[targetAxis]) {
                    aligned.fit = AxisFit::Equal;
                } else {
                    aligned.fit = aligned.size == 1 ? AxisFit::Stretched : AxisFit::Clash;
                }
            }
            table.rows[row].push_back(aligned);
        }
    }
    return table;
}

Layout withoutSurplus(Role role, const Layout& operand, int rank) {
    Layout trimmed = operand;
    while (role == Role::Source && trimmed.rank() > rank && trimmed.shape[0] == 1) {
        trimmed.shape.erase(0);
        trimmed.strides.erase(0);
    }
    return trimmed;
}

base::Result<Layout, Refusal> broadcastOperand(Role role, const Layout& operand,
                                               const Shape& target) {
    const Layout trimmed = withoutSurplus(role, operand, target.rank());
    if (auto layout = trimmed.broadcastTo(target)) {
        return *std::move(layout);
    }
    Refusal refusal;
    refusal.operand = role;
    if (trimmed.rank() > target.rank()) {
        refusal.kind = Refusal::Kind::TooManyAxes;
        refusal.expected = target.rank();
        refusal.found = operand.rank();
        refusal.setAxis(operand.rank() - trimmed.rank(), operand.rank());
        refusal.message =
            joined("The ", name(role), " has ", operand.rank(), " axes, shape ",
                   array::toString(operand.shape), ", but the destination has ", target.rank(),
                   ", shape ", array::toString(target), ": axis ", refusal.axisFromLeft, " of the ",
                   name(role), " (", refusal.axisFromRight, " from the right) has size ",
                   trimmed.shape[0], " and meets none of the destination's.");
    } else {
        refusal.kind = Refusal::Kind::AxisSize;
        for (int fromRight = 1; fromRight <= trimmed.rank(); ++fromRight) {
            const std::int64_t mine = trimmed.shape[trimmed.rank() - fromRight];
            const std::int64_t theirs = target[target.rank() - fromRight];
            if (mine != theirs && mine != 1) {
                refusal.setAxis(operand.rank() - fromRight, operand.rank());
                refusal.expected = theirs;
                refusal.found = mine;
                refusal.message = explain(role, operand.shape, target, refusal.axisFromLeft);
                break;
            }
        }
    }
    refusal.fixes = findFixes(role, operand, target);
    return tl::unexpected<Refusal>(std::move(refusal));
}

}  // namespace frisket::assign
