// SPDX-License-Identifier: MIT
#include "core/rules/builder.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/rules/fold.h"

namespace frisket::rules {

namespace {
using array::DType;
using array::Shape;

constexpr double kMostExact = 0x1p53;

bool isExact(const Number& number) {
    return number.kind == Kind::Float || std::fabs(number.toDouble()) <= kMostExact;
}

/// What two equal nodes have in common, and no others.
std::string keyOf(const Node& node) {
    std::string key = base::joined(static_cast<int>(node.op), " ", static_cast<int>(node.kind), " ",
                                   static_cast<int>(node.comparison), " ", node.input, " ",
                                   node.axis, " ", node.number.bits, " ",
                                   static_cast<int>(node.number.kind), array::toString(node.shape));
    const auto append = [&key](const auto&... parts) { key += base::joined(" ", parts...); };
    for (const int arg : node.args) {
        append("a", arg);
    }
    for (const Number& number : node.numbers) {
        append("n", static_cast<int>(number.kind), ":", number.bits);
    }
    for (const Interval& each : node.intervals) {
        append("i", static_cast<int>(each.low.kind), ":", each.low.bits, ":",
               static_cast<int>(each.high.kind), ":", each.high.bits, each.openLow ? "(" : "[",
               each.openHigh ? ")" : "]");
    }
    for (const ViewAxis& axis : node.view) {
        append("v", axis.to, ":", axis.at);
    }
    const PlaneCall& plane = node.plane;
    append("p", static_cast<int>(plane.function), ":", plane.radius, ":",
           static_cast<int>(plane.shape), ":", static_cast<int>(plane.connectivity), ":",
           plane.least, ":", plane.most, ":", plane.count);
    return key;
}

Operator turned(Operator op) {
    switch (op) {
        case Operator::Less:
            return Operator::Greater;
        case Operator::LessEqual:
            return Operator::GreaterEqual;
        case Operator::Greater:
            return Operator::Less;
        case Operator::GreaterEqual:
            return Operator::LessEqual;
        default:
            return op;
    }
}
}  // namespace

int Builder::input(int place, DType dtype, const Shape& shape, int planeY, int planeX,
                   const labels::LabelTable* labels) {
    Node node;
    node.op = Op::Input;
    node.kind = kindOf(dtype);
    node.dtype = dtype;
    node.shape = shape;
    node.input = place;
    node.planeY = planeY;
    node.planeX = planeX;
    node.exactInDouble = array::isFloat(dtype) || array::itemSize(dtype) < 8;
    node.nonNegative = !array::isSigned(dtype);
    return add(std::move(node), labels);
}

int Builder::constant(const Number& number, const Shape& shape) {
    Node node;
    node.kind = number.kind;
    node.dtype = widest(number.kind);
    node.number = number;
    node.shape = shape;
    node.exactInDouble = isExact(number);
    node.nonNegative = !number.isNegative() && !number.isNan();
    return add(std::move(node));
}

int Builder::cast(int node, Kind kind) {
    return at(node).kind == kind ? node : elementwise(Op::Cast, kind, {node});
}

int Builder::elementwise(Op op, Kind kind, std::vector<int> args) {
    Node node;
    node.op = op;
    node.kind = kind;
    node.args = std::move(args);
    deriveDType(node);
    const labels::LabelTable* labels = nullptr;
    if (op == Op::Where) {
        labels =
            labelsOf(node.args[1]) != nullptr ? labelsOf(node.args[1]) : labelsOf(node.args[2]);
    }
    return add(std::move(node), labels);
}

int Builder::compare(Operator op, int a, int b) {
    if (isConstant(a) && !isConstant(b)) {
        return compare(turned(op), b, a);
    }
    if (const auto special = planeCompare(op, a, b)) {
        return *special;
    }
    const bool constant = isConstant(b);
    const auto kindOfNode = [this](int node) { return at(node).kind; };
    if (constant && kindOfNode(a) == Kind::Bool && at(b).shape.rank() == 0) {
        const bool clear = holds(op, compared(Number::of(false), at(b).number));
        const bool set = holds(op, compared(Number::of(true), at(b).number));
        if (clear != set) {
            return set ? a : elementwise(Op::Not, Kind::Bool, {a});
        }
    }
    if (kindOfNode(a) == Kind::Bool) {
        a = cast(a, Kind::Integer);
    }
    if (kindOfNode(b) == Kind::Bool) {
        b = cast(b, Kind::Integer);
    }
    if (!constant && kindOfNode(a) != kindOfNode(b)) {
        const bool real = kindOfNode(a) == Kind::Float || kindOfNode(b) == Kind::Float;
        const auto fits = [&](int node) {
            return real ? at(node).exactInDouble
                        : kindOfNode(node) == Kind::Unsigned || at(node).nonNegative;
        };
        if (fits(a) && fits(b)) {
            const Kind kind = real ? Kind::Float : Kind::Unsigned;
            a = cast(a, kind);
            b = cast(b, kind);
        }
    }
    Node node;
    node.op = Op::Compare;
    node.comparison = op;
    node.args = {a, b};
    return add(std::move(node));
}

/// Comparisons of what a plane function counts with a constant need no numbers for each pixel.
std::optional<int> Builder::planeCompare(Operator op, int a, int b) {
    const Node& left = at(a);
    if (left.op != Op::Plane || left.kind == Kind::Bool || !isConstant(b) ||
        at(b).shape.rank() > 0 || at(b).number.isNan()) {
        return std::nullopt;
    }
    const Number limit = at(b).number;
    if (left.plane.function == PlaneFunction::Area) {
        const bool negated = op == Operator::NotEqual;
        const int found = areaWithin(a, *intervalOf(negated ? Operator::Equal : op, limit));
        return negated ? elementwise(Op::Not, Kind::Bool, {found}) : found;
    }
    const double distance = limit.toDouble();
    const bool open = op == Operator::Less || op == Operator::GreaterEqual;
    if (op == Operator::Equal || op == Operator::NotEqual || !(distance <= kMostDistance) ||
        distance < 0 || (open && distance == 0) || compared(Number::of(distance), limit) != 0) {
        return std::nullopt;
    }
    PlaneCall call;
    call.radius = open ? std::nextafter(distance, 0.0) : distance;
    const int near = plane(call, left.args[0]);
    const bool within = op == Operator::Less || op == Operator::LessEqual;
    return within ? near : elementwise(Op::Not, Kind::Bool, {near});
}

int Builder::areaWithin(int area, const Interval& interval) {
    const int of = at(area).args[0];
    constexpr double kMost = 0x1p62;  // no area is larger
    const double low = std::clamp(interval.low.toDouble(), 0.0, kMost);
    const double high = std::clamp(interval.high.toDouble(), -1.0, kMost);
    PlaneCall call = at(area).plane;
    call.function = PlaneFunction::Sizes;
    call.least = static_cast<std::int64_t>(
        interval.openLow && interval.low.toDouble() >= 0 ? std::floor(low) + 1 : std::ceil(low));
    call.most = static_cast<std::int64_t>(interval.openHigh && interval.high.toDouble() >= 0
                                              ? std::ceil(high) - 1
                                              : std::floor(high));
    const bool zero = isWithin(Number::of(std::int64_t{0}), std::span(&interval, 1));
    call.least = std::max<std::int64_t>(call.least, 1);
    const int sizes = plane(call, of);
    return zero ? elementwise(Op::Or, Kind::Bool, {sizes, elementwise(Op::Not, Kind::Bool, {of})})
                : sizes;
}

int Builder::oneOf(int a, std::vector<Interval> intervals) {
    const Node& node = at(a);
    if (intervals.size() == 1 && node.op == Op::Plane &&
        node.plane.function == PlaneFunction::Area && !intervals[0].low.isNan() &&
        !intervals[0].high.isNan()) {
        return areaWithin(a, intervals[0]);
    }
    Node found;
    found.op = Op::OneOf;
    found.args = {cast(a, node.kind == Kind::Bool ? Kind::Integer : node.kind)};
    found.intervals = std::move(intervals);
    return add(std::move(found));
}

int Builder::relabel(int a, std::vector<Interval> intervals, std::vector<Number> numbers) {
    Node node;
    node.op = Op::Relabel;
    node.kind = at(a).kind;
    node.args = {a};
    node.intervals = std::move(intervals);
    const auto all = [&](auto test) { return std::all_of(numbers.begin(), numbers.end(), test); };
    const DType dtype = at(a).dtype;
    node.dtype =
        all([&](const Number& each) { return each.fits(dtype); }) ? dtype : widest(node.kind);
    node.exactInDouble = at(a).exactInDouble && all(isExact);
    node.nonNegative =
        at(a).nonNegative && all([](const Number& each) { return !each.isNegative(); });
    node.numbers = std::move(numbers);
    return add(std::move(node), labelsOf(a));
}

int Builder::view(int a, std::vector<ViewAxis> axes, const Shape& shape) {
    const Node& from = at(a);
    Node node;
    node.op = Op::View;
    node.kind = from.kind;
    node.dtype = from.dtype;
    node.args = {a};
    node.shape = shape;
    node.exactInDouble = from.exactInDouble;
    node.nonNegative = from.nonNegative;
    const auto placeOf = [&](int axis) {
        return axis < 0 ? -1 : axes[static_cast<std::size_t>(axis)].to;
    };
    node.planeY = placeOf(from.planeY);
    node.planeX = placeOf(from.planeX);
    node.view = std::move(axes);
    return add(std::move(node), labelsOf(a));
}

int Builder::reduce(Op op, int a, int axis) {
    const Node& from = at(a);
    Node node;
    node.op = op;
    node.args = {a};
    node.axis = axis;
    const bool position = op == Op::ArgLeast || op == Op::ArgMost;
    node.kind = position ? Kind::Integer : (op == Op::Mean ? Kind::Float : from.kind);
    const bool taken = op == Op::Least || op == Op::Most;
    node.dtype = taken ? from.dtype : widest(node.kind);
    node.exactInDouble = position || op == Op::Mean || (taken && from.exactInDouble);
    node.nonNegative = position || (taken && from.nonNegative);
    if (axis != kAllAxes) {
        node.shape = from.shape;
        node.shape.erase(axis);
        const auto without = [axis](int place) {
            return place == axis ? -1 : place - (place > axis ? 1 : 0);
        };
        node.planeY = without(from.planeY);
        node.planeX = without(from.planeX);
    }
    return add(std::move(node), taken ? labelsOf(a) : nullptr);
}

int Builder::plane(const PlaneCall& call, int a) {
    const Node& from = at(a);
    Node node;
    node.op = Op::Plane;
    node.plane = call;
    node.args = {a};
    node.shape = from.shape;
    node.planeY = from.planeY;
    node.planeX = from.planeX;
    if (call.function == PlaneFunction::Area) {
        node.kind = Kind::Integer;
    } else if (call.function == PlaneFunction::Distance) {
        node.kind = Kind::Float;
    }
    node.dtype = widest(node.kind);
    node.exactInDouble = true;
    node.nonNegative = true;
    return add(std::move(node));
}

int Builder::add(Node node, const labels::LabelTable* labels) {
    derive(node);
    m_tooLarge = m_tooLarge || node.weight > kMostSteps;
    const bool constants =
        !node.args.empty() && std::all_of(node.args.begin(), node.args.end(),
                                          [this](int arg) { return isConstant(arg); });
    if (constants) {
        std::vector<Number> values;
        for (const int arg : node.args) {
            values.push_back(at(arg).number);
        }
        if (const auto value = fold(node, values)) {
            return constant(*value, node.shape);
        }
    }
    const auto [entry, isNew] = m_known.emplace(keyOf(node), static_cast<int>(m_nodes.size()));
    if (isNew) {
        m_nodes.push_back(std::move(node));
        m_labels.push_back(labels);
    }
    return entry->second;
}

std::vector<Node> Builder::take(int& root) const {
    std::vector<bool> needed(m_nodes.size(), false);
    needed[static_cast<std::size_t>(root)] = true;
    for (int i = root; i >= 0; --i) {
        if (needed[static_cast<std::size_t>(i)]) {
            for (const int arg : at(i).args) {
                needed[static_cast<std::size_t>(arg)] = true;
            }
        }
    }
    std::vector<int> places(m_nodes.size(), -1);
    std::vector<Node> found;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(root); ++i) {
        if (!needed[i]) {
            continue;
        }
        places[i] = static_cast<int>(found.size());
        found.push_back(m_nodes[i]);
        for (int& arg : found.back().args) {
            arg = places[static_cast<std::size_t>(arg)];
        }
    }
    root = static_cast<int>(found.size()) - 1;
    return found;
}

}  // namespace frisket::rules
