// SPDX-License-Identifier: MIT
#include <algorithm>

#include "core/base/text.h"
#include "core/rules/checker.h"
#include "core/rules/nearest.h"

namespace frisket::rules {

namespace {
/// How many arguments without a keyword, and which keywords. Where `second`, the first keyword is
/// that of the second argument, which is given with or without it.
struct Shape {
    std::size_t least;
    std::size_t most;
    std::vector<std::string> keywords;
    bool second = false;
};

Shape shapeOf(Function function) {
    constexpr std::size_t kAny = 1000;
    switch (function) {
        case Function::Grow:
        case Function::Shrink:
        case Function::Open:
        case Function::Close:
            return {2, 2, {"radius", "shape"}, true};
        case Function::FillHoles:
        case Function::Holes:
            return {1, 2, {"below", "connectivity"}, true};
        case Function::Area:
            return {1, 1, {"connectivity"}};
        case Function::Largest:
            return {1, 2, {"count", "connectivity"}, true};
        case Function::Edges:
            return {1, 2, {"width"}, true};
        case Function::Min:
        case Function::Max:
            return {1, kAny, {"axis"}};
        case Function::Where:
            return {3, 3, {}};
        case Function::Relabel:
            return {2, 2, {}};
        case Function::Any:
        case Function::All:
        case Function::Sum:
        case Function::Mean:
        case Function::Argmax:
        case Function::Argmin:
            return {1, 1, {"axis"}};
        default:
            return {1, 1, {}};
    }
}
}  // namespace

int Checker::call(const Syntax& syntax) {
    const FunctionInfo* info = functionNamed(syntax.text);
    const Span word{syntax.span.begin, static_cast<std::int64_t>(syntax.text.size())};
    if (info == nullptr) {
        std::vector<std::string> names;
        for (const FunctionInfo& each : functions()) {
            names.emplace_back(each.name);
        }
        const std::string near = nearest(syntax.text, names);
        return fail(word, base::joined("There is no function '", syntax.text, "'."),
                    near.empty() ? "docs/rules.md lists the functions."
                                 : base::joined("Did you mean '", near, "'? ",
                                                functionNamed(near)->signature));
    }
    const Shape shape = shapeOf(info->function);
    Call call{syntax, *info, {}, {}};
    for (std::size_t i = 0; i < syntax.parts.size(); ++i) {
        const std::string& key = syntax.keywords[i];
        if (key.empty()) {
            call.values.push_back(syntax.parts[i]);
            continue;
        }
        const bool known =
            std::find(shape.keywords.begin(), shape.keywords.end(), key) != shape.keywords.end();
        if (!known || call.keyword(key) >= 0) {
            const std::string near = nearest(key, shape.keywords);
            return fail(
                at(syntax.parts[i]).span,
                base::joined(info->name, known ? " has twice '" : " has no argument '", key, "'."),
                near.empty() || known ? base::joined("Write ", info->signature, ".")
                                      : base::joined("Did you mean '", near, "'?"));
        }
        call.keywords.emplace_back(key, syntax.parts[i]);
    }
    if (const int given = shape.second ? call.keyword(shape.keywords[0]) : -1; given >= 0) {
        if (call.values.size() > 1) {
            return fail(at(given).span,
                        base::joined(info->name, " has twice '", shape.keywords[0],
                                     "': its second value is that too."),
                        base::joined("Write ", info->signature, "."));
        }
        call.values.push_back(given);
    }
    if (call.values.size() < shape.least || call.values.size() > shape.most) {
        return fail(syntax.span,
                    base::joined(info->name, " takes ", shape.least,
                                 shape.most > shape.least ? " or more" : "", " value",
                                 shape.most == 1 ? "" : "s", ", found ", call.values.size(), "."),
                    base::joined("Write ", info->signature, "."));
    }
    switch (info->function) {
        case Function::Where:
            return where(call);
        case Function::Relabel:
            return relabel(syntax);
        case Function::Inside:
            return inside(call);
        case Function::Min:
        case Function::Max:
            return call.values.size() > 1 ? extreme(call) : reduction(call);
        case Function::Any:
        case Function::All:
        case Function::Sum:
        case Function::Mean:
        case Function::Argmax:
        case Function::Argmin:
            return reduction(call);
        case Function::Int:
        case Function::Float:
        case Function::Abs:
        case Function::IsNan:
        case Function::Floor:
        case Function::Ceil:
        case Function::Round:
            return conversion(call);
        default:
            return planes(call);
    }
}

int Checker::reduction(const Call& call) {
    const Function function = call.info.function;
    const bool truth = function == Function::Any || function == Function::All;
    int from = truth ? boolean(call.values[0], call.info.name) : check(call.values[0]);
    if (from == kFailed) {
        return kFailed;
    }
    Op op = Op::Any;
    switch (function) {
        case Function::All:
            op = Op::All;
            break;
        case Function::Sum:
            op = Op::Sum;
            break;
        case Function::Mean:
            op = Op::Mean;
            from = m_builder.cast(from, Kind::Float);
            break;
        case Function::Min:
            op = Op::Least;
            break;
        case Function::Max:
            op = Op::Most;
            break;
        case Function::Argmin:
            op = Op::ArgLeast;
            break;
        case Function::Argmax:
            op = Op::ArgMost;
            break;
        default:
            break;
    }
    if (!truth && node(from).kind == Kind::Bool) {
        from = m_builder.cast(from, Kind::Integer);
    }
    const array::Shape shape = node(from).shape;
    int axis = kAllAxes;
    std::int64_t length = array::elementCount(shape).value_or(0);
    if (const int given = call.keyword("axis"); given >= 0) {
        Number number;
        if (!constantOf(given, "The axis", number)) {
            return kFailed;
        }
        const std::int64_t rank = shape.rank();
        const bool whole = number.kind == Kind::Integer;
        const std::int64_t place =
            whole && number.integer() < 0 ? number.integer() + rank : number.integer();
        if (!whole || place < 0 || place >= rank) {
            return fail(at(given).span,
                        base::joined("There is no axis ", number.text(), " in shape ",
                                     array::toString(shape), "."),
                        rank == 0 ? "This is a single value; leave the axis out."
                                  : base::joined("Write 0 to ", rank - 1, ", or -", rank,
                                                 " to -1 from the end."));
        }
        axis = static_cast<int>(place);
        length = shape[axis];
    }
    if (length == 0 &&
        (op == Op::Least || op == Op::Most || op == Op::ArgLeast || op == Op::ArgMost)) {
        return fail(call.syntax.span,
                    base::joined(call.info.name, " of nothing: shape ", array::toString(shape),
                                 " has no element there."));
    }
    return m_builder.reduce(op, from, axis);
}

int Checker::extreme(const Call& call) {
    const bool least = call.info.function == Function::Min;
    if (!call.keywords.empty()) {
        return fail(call.syntax.span,
                    base::joined(call.info.name, " takes several values or an axis, not both."),
                    base::joined("Write ", call.info.signature, "."));
    }
    int found = kFailed;
    for (const int value : call.values) {
        int next = numeric(value);
        if (next == kFailed) {
            return kFailed;
        }
        if (found != kFailed) {
            if (!requireShapes(call.syntax.span, {found, next}) ||
                !unify(call.syntax.span, found, next, call.info.name, true)) {
                return kFailed;
            }
            next = m_builder.elementwise(least ? Op::Minimum : Op::Maximum, node(found).kind,
                                         {found, next});
        }
        found = next;
    }
    return found;
}

int Checker::where(const Call& call) {
    const int condition = boolean(call.values[0], "The first value of where");
    int a = condition == kFailed ? kFailed : check(call.values[1]);
    int b = a == kFailed ? kFailed : check(call.values[2]);
    if (b == kFailed || !requireShapes(call.syntax.span, {condition, a, b})) {
        return kFailed;
    }
    if (node(a).kind == Kind::Bool && node(b).kind == Kind::Bool) {
        const auto both = [this](int x, int y) {
            return m_builder.elementwise(Op::And, Kind::Bool, {x, y});
        };
        const int other = m_builder.elementwise(Op::Not, Kind::Bool, {condition});
        return m_builder.elementwise(Op::Or, Kind::Bool, {both(condition, a), both(other, b)});
    }
    for (int* each : {&a, &b}) {
        if (node(*each).kind == Kind::Bool) {
            *each = m_builder.cast(*each, Kind::Integer);
        }
    }
    return unify(call.syntax.span, a, b, "where", true)
               ? m_builder.elementwise(Op::Where, node(a).kind, {condition, a, b})
               : kFailed;
}

int Checker::conversion(const Call& call) {
    const int from = numeric(call.values[0]);
    if (from == kFailed) {
        return kFailed;
    }
    const Kind kind = node(from).kind;
    switch (call.info.function) {
        case Function::Int:
            return m_builder.cast(from, Kind::Integer);
        case Function::Float:
            return m_builder.cast(from, Kind::Float);
        case Function::Abs:
            return kind == Kind::Unsigned ? from : m_builder.elementwise(Op::Abs, kind, {from});
        case Function::IsNan:
            return m_builder.elementwise(Op::IsNan, Kind::Bool,
                                         {m_builder.cast(from, Kind::Float)});
        default:
            break;
    }
    if (kind != Kind::Float) {
        return from;  // whole already
    }
    const Op op = call.info.function == Function::Floor
                      ? Op::Floor
                      : (call.info.function == Function::Ceil ? Op::Ceil : Op::Round);
    return m_builder.elementwise(op, kind, {from});
}

int Checker::inside(const Call& call) {
    const int from = check(call.values[0]);
    if (from == kFailed || node(from).kind == Kind::Bool) {
        return from;
    }
    return m_builder.compare(Operator::NotEqual, from,
                             m_builder.constant(Number::of(std::int64_t{0})));
}

}  // namespace frisket::rules
