// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "core/rules/builder.h"

namespace frisket::rules {

namespace {
using array::DType;
using array::Shape;

/// Of the node itself for an element, in ns, as `./bench rules` finds it, and roughly.
double ownCost(const Node& node, const Node* first) {
    switch (node.op) {
        case Op::Input:
            return 0.05 * static_cast<double>(array::itemSize(node.dtype));
        case Op::Constant:
            return 0;
        case Op::Not:
        case Op::And:
        case Op::Or:
        case Op::Xor:
            return 0.01;
        case Op::Compare:
        case Op::OneOf:
            return 0.15;
        case Op::FloorDivide:
        case Op::Remainder:
            return 8;
        case Op::Relabel:
            return 2 + 0.5 * static_cast<double>(node.intervals.size());
        case Op::Plane:
            return node.reach.global ? 0.05 : 0.5 + 0.02 * static_cast<double>(node.reach.halo);
        default:
            return first != nullptr && first->kind == Kind::Bool ? 0.5 : 1;
    }
}

/// How far around a pixel the function looks; nothing where it may be anywhere.
std::optional<std::int64_t> reachOf(const PlaneCall& call) {
    const auto radius = static_cast<std::int64_t>(std::ceil(call.radius));
    switch (call.function) {
        case PlaneFunction::Grow:
        case PlaneFunction::Shrink:
        case PlaneFunction::Edges:
            return radius;
        case PlaneFunction::Open:
        case PlaneFunction::Close:
            return 2 * radius;
        default:
            return std::nullopt;
    }
}

bool isReduction(Op op) { return op >= Op::Any && op <= Op::ArgMost; }
}  // namespace

std::optional<Shape> broadcast(const Shape& a, const Shape& b) {
    const Shape& longer = a.rank() >= b.rank() ? a : b;
    const Shape& other = a.rank() >= b.rank() ? b : a;
    Shape found = longer;
    const int missing = longer.rank() - other.rank();
    for (int axis = 0; axis < other.rank(); ++axis) {
        std::int64_t& size = found[axis + missing];
        if (size == 1) {
            size = other[axis];
        } else if (other[axis] != 1 && other[axis] != size) {
            return std::nullopt;
        }
    }
    return found;
}

void Builder::derive(Node& node) const {
    const bool shaped = node.op == Op::Input || node.op == Op::Constant || node.op == Op::View ||
                        node.op == Op::Plane || isReduction(node.op);
    int widestRank = -1;
    for (const int arg : node.args) {
        const Node& from = at(arg);
        if (!shaped) {
            node.shape = broadcast(node.shape, from.shape).value_or(node.shape);
        }
        node.reach.global = node.reach.global || from.reach.global;
        node.reach.halo = std::max(node.reach.halo, from.reach.halo);
        node.cost += from.cost;
        node.weight = std::min(node.weight + (from.stored ? 1 : from.weight), kMostSteps + 1);
    }
    if (!shaped) {
        // The plane is that of the argument of most axes that has one.
        for (const int arg : node.args) {
            const Node& from = at(arg);
            if (from.shape.rank() > widestRank && (from.planeX >= 0 || from.planeY >= 0)) {
                widestRank = from.shape.rank();
                const int missing = node.shape.rank() - widestRank;
                node.planeY = from.planeY < 0 ? -1 : from.planeY + missing;
                node.planeX = from.planeX < 0 ? -1 : from.planeX + missing;
            }
        }
    }
    const Node* first = node.args.empty() ? nullptr : &at(node.args[0]);
    if (node.op == Op::Plane) {
        const auto reach = reachOf(node.plane);
        node.reach.halo += reach.value_or(0);
        node.reach.global = node.reach.global || !reach || node.reach.halo > kMostHalo;
        node.cost = node.reach.global ? 0 : node.cost;
        node.stored = true;
    } else if (isReduction(node.op)) {
        const std::int64_t length =
            node.axis == kAllAxes ? kMostInline + 1 : first->shape[node.axis];
        if (length > kMostInline) {
            node.stored = true;
            node.reach.global = true;
            node.cost = 0.5;
            return;
        }
        node.cost = (node.cost + 1) * static_cast<double>(std::max<std::int64_t>(length, 1));
        return;
    }
    node.cost += ownCost(node, first);
}

void Builder::deriveDType(Node& node) const {
    node.dtype = widest(node.kind);
    node.exactInDouble = node.kind == Kind::Float || node.kind == Kind::Bool;
    node.nonNegative = node.kind == Kind::Bool || node.kind == Kind::Unsigned;
    const std::size_t firstValue = node.op == Op::Where ? 1 : 0;
    const auto each = [&](auto test) {
        return std::all_of(node.args.begin() + static_cast<std::ptrdiff_t>(firstValue),
                           node.args.end(), [&](int arg) { return test(at(arg)); });
    };
    const bool exact = each([](const Node& from) { return from.exactInDouble; });
    const bool positive = each([](const Node& from) { return from.nonNegative; });
    switch (node.op) {
        case Op::Where:
        case Op::Minimum:
        case Op::Maximum:
            break;
        case Op::Cast:
            node.exactInDouble =
                node.exactInDouble ||
                (exact && node.kind == Kind::Integer && at(node.args[0]).kind == Kind::Bool) ||
                (exact && positive && at(node.args[0]).kind != Kind::Float);
            node.nonNegative = node.nonNegative || (positive && node.kind != Kind::Integer) ||
                               at(node.args[0]).kind == Kind::Bool;
            return;
        case Op::Abs:
            node.exactInDouble = node.exactInDouble || exact;
            node.nonNegative = node.nonNegative || exact;
            return;
        default:
            return;
    }
    node.exactInDouble = node.exactInDouble || exact;
    node.nonNegative = node.nonNegative || positive;
    // Values are only taken from the arguments: the dtype of one in which all fit.
    const auto uncast = [this](int arg) {
        const Node& from = at(arg);
        return from.op == Op::Cast ? from.args[0] : arg;
    };
    for (std::size_t i = firstValue; i < node.args.size(); ++i) {
        const DType dtype = at(uncast(node.args[i])).dtype;
        const bool fits = std::all_of(
            node.args.begin() + static_cast<std::ptrdiff_t>(firstValue), node.args.end(),
            [&](int arg) {
                const Node& from = at(uncast(arg));
                return from.op == Op::Constant ? at(arg).number.fits(dtype) : from.dtype == dtype;
            });
        if (fits && kindOf(dtype) == node.kind && !isConstant(node.args[i])) {
            node.dtype = dtype;
            return;
        }
    }
}

}  // namespace frisket::rules
