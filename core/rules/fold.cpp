// SPDX-License-Identifier: MIT
#include "core/rules/fold.h"

#include <algorithm>
#include <limits>

#include "core/rules/scalar_ops.h"

namespace frisket::rules {

namespace {
template <class Operation>
Number unary(const Number& a, Operation operation) {
    switch (a.kind) {
        case Kind::Float:
            return Number::of(operation(a.real()));
        case Kind::Unsigned:
            return Number::of(operation(a.bits));
        case Kind::Bool:
        case Kind::Integer:
            break;
    }
    return Number::of(operation(a.integer()));
}

template <class Operation>
Number binary(const Number& a, const Number& b, Operation operation) {
    switch (a.kind) {
        case Kind::Float:
            return Number::of(operation(a.real(), b.real()));
        case Kind::Unsigned:
            return Number::of(operation(a.bits, b.bits));
        case Kind::Bool:
        case Kind::Integer:
            break;
    }
    return Number::of(operation(a.integer(), b.integer()));
}

Number relabelled(const Node& node, const Number& value) {
    for (std::size_t i = 0; i < node.intervals.size(); ++i) {
        if (isWithin(value, std::span(&node.intervals[i], 1))) {
            return node.numbers[i];
        }
    }
    return value;
}
}  // namespace

Number converted(const Number& value, Kind kind) {
    switch (kind) {
        case Kind::Bool:
            return Number::of(value.kind == Kind::Float ? value.real() != 0 : value.bits != 0);
        case Kind::Float:
            return Number::of(value.toDouble());
        case Kind::Integer:
            return value.kind == Kind::Float
                       ? Number::of(scalar::truncated<std::int64_t>(value.real()))
                       : Number::of(value.integer());
        case Kind::Unsigned:
            return value.kind == Kind::Float
                       ? Number::of(scalar::truncated<std::uint64_t>(value.real()))
                       : Number::of(value.bits);
    }
    return value;
}

bool holds(Operator op, int order) {
    switch (op) {
        case Operator::Equal:
            return order == 0;
        case Operator::NotEqual:
            return order != 0;
        case Operator::Less:
            return order == -1;
        case Operator::LessEqual:
            return order == -1 || order == 0;
        case Operator::Greater:
            return order == 1;
        case Operator::GreaterEqual:
            return order == 1 || order == 0;
        default:
            return false;
    }
}

bool isWithin(const Number& value, std::span<const Interval> intervals) {
    return std::any_of(intervals.begin(), intervals.end(), [&](const Interval& each) {
        const Operator above = each.openLow ? Operator::Greater : Operator::GreaterEqual;
        const Operator below = each.openHigh ? Operator::Less : Operator::LessEqual;
        return holds(above, compared(value, each.low)) && holds(below, compared(value, each.high));
    });
}

std::optional<Interval> intervalOf(Operator op, const Number& number) {
    const Number lowest = Number::of(-std::numeric_limits<double>::infinity());
    const Number highest = Number::of(std::numeric_limits<double>::infinity());
    if (number.isNan() && op != Operator::NotEqual) {  // none
        return Interval{Number::of(std::int64_t{1}), Number::of(std::int64_t{0})};
    }
    switch (op) {
        case Operator::Equal:
            return Interval{number, number};
        case Operator::Less:
            return Interval{lowest, number, false, true};
        case Operator::LessEqual:
            return Interval{lowest, number};
        case Operator::Greater:
            return Interval{number, highest, true, false};
        case Operator::GreaterEqual:
            return Interval{number, highest};
        default:
            return std::nullopt;
    }
}

std::optional<Number> fold(const Node& node, std::span<const Number> values) {
    const auto all = [&](auto test) {
        return Number::of(std::all_of(values.begin(), values.end(), test));
    };
    const auto truth = [](const Number& value) { return value.truth(); };
    switch (node.op) {
        case Op::Cast:
            return converted(values[0], node.kind);
        case Op::Not:
            return Number::of(!values[0].truth());
        case Op::And:
            return all(truth);
        case Op::Or:
            return Number::of(std::any_of(values.begin(), values.end(), truth));
        case Op::Xor:
            return Number::of(std::count_if(values.begin(), values.end(), truth) % 2 == 1);
        case Op::Compare:
            return Number::of(holds(node.comparison, compared(values[0], values[1])));
        case Op::OneOf:
            return Number::of(isWithin(values[0], node.intervals));
        case Op::IsNan:
            return Number::of(values[0].isNan());
        case Op::Negate:
            return unary(values[0], scalar::Negate());
        case Op::Abs:
            return unary(values[0], scalar::Abs());
        case Op::Floor:
            return unary(values[0], scalar::Floor());
        case Op::Ceil:
            return unary(values[0], scalar::Ceil());
        case Op::Round:
            return unary(values[0], scalar::Round());
        case Op::Add:
            return binary(values[0], values[1], scalar::Add());
        case Op::Subtract:
            return binary(values[0], values[1], scalar::Subtract());
        case Op::Multiply:
            return binary(values[0], values[1], scalar::Multiply());
        case Op::Divide:
            return binary(values[0], values[1], scalar::Divide());
        case Op::FloorDivide:
            return binary(values[0], values[1], scalar::FloorDivide());
        case Op::Remainder:
            return binary(values[0], values[1], scalar::Remainder());
        case Op::Minimum:
            return binary(values[0], values[1], scalar::Minimum());
        case Op::Maximum:
            return binary(values[0], values[1], scalar::Maximum());
        case Op::Where:
            return values[0].truth() ? values[1] : values[2];
        case Op::Relabel:
            return relabelled(node, values[0]);
        case Op::View:
            return values[0];
        default:
            return std::nullopt;
    }
}

}  // namespace frisket::rules
