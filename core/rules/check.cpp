// SPDX-License-Identifier: MIT
#include <algorithm>

#include "core/base/text.h"
#include "core/rules/checker.h"
#include "core/rules/nearest.h"

namespace frisket::rules {

namespace {
constexpr std::string_view kComponent = "component";

bool isOrder(Operator op) { return op >= Operator::Less && op <= Operator::GreaterEqual; }
}  // namespace

RuleResult<Rule> check(const Expression& expression, std::span<const InputType> inputs,
                       Purpose purpose) {
    Checker checker(expression, inputs);
    int root = checker.run(purpose);
    if (root == Checker::kFailed) {
        return tl::unexpected<RuleError>(checker.error());
    }
    std::vector<Node> nodes = checker.builder().take(root);
    return Rule(std::move(nodes), root, {inputs.begin(), inputs.end()});
}

int Checker::run(Purpose purpose) {
    const Syntax& top = at(m_expression.root);
    if (top.form == Form::Label) {
        return fail(top.span, "A label alone is no value.",
                    base::joined("Compare it: source == \"", top.text, "\"."));
    }
    const int root = check(m_expression.root);
    if (root != kFailed && m_builder.isTooLarge()) {
        return fail(top.span, base::joined("This rule has more than ", kMostSteps, " steps."),
                    "Where 'component' stands more than once, name a layer instead.");
    }
    if (root == kFailed || purpose == Purpose::Values || node(root).kind == Kind::Bool) {
        return root;
    }
    return fail(top.span,
                base::joined("A condition is true or false, but this gives ",
                             rules::name(node(root).kind), " values."),
                "Compare it with something: add != 0 or > 0.5.");
}

int Checker::fail(const Span& span, std::string message, std::string hint) {
    if (m_error.message.empty()) {
        m_error = {span, std::move(message), std::move(hint)};
    }
    return kFailed;
}

int Checker::check(int syntax) {
    const Syntax& here = at(syntax);
    switch (here.form) {
        case Form::Number:
            return m_builder.constant(here.number);
        case Form::Label:
            return fail(here.span,
                        "A label in quotes stands only in comparisons, sets and relabel.",
                        base::joined("Compare it: source == \"", here.text, "\"."));
        case Form::Name:
            return name(here);
        case Form::Unary:
            return unary(here);
        case Form::Binary:
            return binary(here);
        case Form::Chain:
            return chain(here);
        case Form::Compare:
            return compare(here);
        case Form::In:
            return membership(here);
        case Form::Call:
            return call(here);
        case Form::Index:
            return index(here);
        case Form::Set:
        case Form::Range:
        case Form::Map:
            break;
    }
    return fail(here.span, "A set can't be used as a value.", "Sets follow 'in' or relabel.");
}

int Checker::name(const Syntax& syntax) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        const InputType& input = m_inputs[i];
        if (input.name == syntax.text) {
            const int rank = input.shape.rank();
            const auto axis = [rank](int place) {
                return place < 0 ? std::max(place + rank, -1) : (place < rank ? place : -1);
            };
            return m_builder.input(static_cast<int>(i), input.dtype, input.shape,
                                   axis(input.planeY), axis(input.planeX), input.labels);
        }
        names.push_back(input.name);
    }
    if (syntax.text == kComponent) {
        if (m_components.empty()) {
            return fail(syntax.span,
                        "'component' stands for what the other terms of its & select together, and "
                        "there is none.",
                        "Write source == 3 & area(component) > 50, or name a region: "
                        "area(condition) > 50.");
        }
        return m_components.back();
    }
    std::string hint;
    if (functionNamed(syntax.text) != nullptr) {
        hint = base::joined("It is a function: ", functionNamed(syntax.text)->signature, ".");
    } else if (const std::string near = nearest(syntax.text, names); !near.empty()) {
        hint = base::joined("Did you mean '", near, "'?");
    } else if (!names.empty()) {
        hint = "There are";
        for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 8); ++i) {
            hint += base::joined(i == 0 ? " " : ", ", names[i]);
        }
        hint += ".";
    }
    return fail(syntax.span, base::joined("No input is called '", syntax.text, "'."),
                std::move(hint));
}

int Checker::boolean(int syntax, std::string_view what) {
    const int found = check(syntax);
    if (found == kFailed || node(found).kind == Kind::Bool) {
        return found;
    }
    const Syntax& part = at(syntax);
    const auto text =
        std::string_view(m_expression.text)
            .substr(static_cast<std::size_t>(part.span.begin),
                    static_cast<std::size_t>(std::min<std::int64_t>(part.span.length, 40)));
    return fail(part.span,
                base::joined(what, " needs true or false, but this is ",
                             node(found).kind == Kind::Integer ? "an " : "a ",
                             rules::name(node(found).kind), "."),
                base::joined("Write ", text, part.form == Form::Binary ? " > 0" : " != 0",
                             ", or compare it with a value."));
}

int Checker::numeric(int syntax) {
    const int found = check(syntax);
    if (found == kFailed || node(found).kind != Kind::Bool) {
        return found;
    }
    return m_builder.cast(found, Kind::Integer);
}

bool Checker::requireShapes(const Span& span, std::initializer_list<int> nodes) {
    array::Shape together;
    for (const int each : nodes) {
        const array::Shape& shape = node(each).shape;
        const auto both = broadcast(together, shape);
        if (both) {
            together = *both;
            continue;
        }
        int axis = 1;
        while (together[together.rank() - axis] == shape[shape.rank() - axis] ||
               together[together.rank() - axis] == 1 || shape[shape.rank() - axis] == 1) {
            ++axis;
        }
        const bool ranks = together.rank() != shape.rank();
        fail(span,
             base::joined("Shapes ", array::toString(together), " and ", array::toString(shape),
                          " don't broadcast: counted from the right, axis ", axis, " is ",
                          together[together.rank() - axis], " and ", shape[shape.rank() - axis],
                          "."),
             ranks ? "Pick an index of an axis, as in x[..., 0], add one, as in x[..., None], or "
                     "take max(x, axis=-1)."
                   : "The sizes must be equal, or one of them 1.");
        return false;
    }
    if (!array::elementCount(together)) {
        fail(span,
             base::joined("A shape of ", array::toString(together), " is larger than any memory."));
        return false;
    }
    return true;
}

bool Checker::unify(const Span& span, int& a, int& b, std::string_view what, bool exact) {
    const Kind first = node(a).kind;
    const Kind second = node(b).kind;
    if (first == second) {
        return true;
    }
    if (first == Kind::Float || second == Kind::Float) {
        a = m_builder.cast(a, Kind::Float);
        b = m_builder.cast(b, Kind::Float);
        return true;
    }
    const int whole = first == Kind::Unsigned ? b : a;
    if (exact && !node(whole).nonNegative) {
        fail(span,
             base::joined(what,
                          " can't mix uint64 with integers that may be below 0: no dtype has "
                          "both."),
             "Write int(x) around the uint64 one, or float(x).");
        return false;
    }
    a = m_builder.cast(a, Kind::Unsigned);
    b = m_builder.cast(b, Kind::Unsigned);
    return true;
}

int Checker::unary(const Syntax& syntax) {
    if (syntax.op == Operator::Not) {
        const int part = boolean(syntax.parts[0], "'not'");
        return part == kFailed ? kFailed : m_builder.elementwise(Op::Not, Kind::Bool, {part});
    }
    const Syntax& inner = at(syntax.parts[0]);
    constexpr std::uint64_t kLeast = std::uint64_t{1} << 63U;
    if (inner.form == Form::Number && inner.number == Number::of(kLeast)) {
        return m_builder.constant(Number::of(static_cast<std::int64_t>(kLeast)));
    }
    const int part = numeric(syntax.parts[0]);
    return part == kFailed ? kFailed : m_builder.elementwise(Op::Negate, node(part).kind, {part});
}

int Checker::binary(const Syntax& syntax) {
    const std::string what = base::joined("'", symbolOf(syntax.op), "'");
    int a = numeric(syntax.parts[0]);
    int b = a == kFailed ? kFailed : numeric(syntax.parts[1]);
    if (b == kFailed || !requireShapes(syntax.span, {a, b})) {
        return kFailed;
    }
    Op op = Op::Add;
    bool exact = false;
    switch (syntax.op) {
        case Operator::Subtract:
            op = Op::Subtract;
            break;
        case Operator::Multiply:
            op = Op::Multiply;
            break;
        case Operator::Divide:
            op = Op::Divide;
            a = m_builder.cast(a, Kind::Float);
            b = m_builder.cast(b, Kind::Float);
            break;
        case Operator::FloorDivide:
            op = Op::FloorDivide;
            exact = true;
            break;
        case Operator::Remainder:
            op = Op::Remainder;
            exact = true;
            break;
        default:
            break;
    }
    return unify(syntax.span, a, b, what, exact) ? m_builder.elementwise(op, node(a).kind, {a, b})
                                                 : kFailed;
}

/// Whether the part asks for the component of what is around it: an & chain with a term that does
/// not answers itself.
bool Checker::mentionsComponent(int syntax) const {
    const Syntax& here = at(syntax);
    const auto mentions = [this](int part) { return mentionsComponent(part); };
    if (here.form == Form::Chain && here.op == Operator::And) {
        return std::all_of(here.parts.begin(), here.parts.end(), mentions);
    }
    return (here.form == Form::Name && here.text == kComponent) ||
           std::any_of(here.parts.begin(), here.parts.end(), mentions);
}

int Checker::chain(const Syntax& syntax) {
    const Op op =
        syntax.op == Operator::And ? Op::And : (syntax.op == Operator::Or ? Op::Or : Op::Xor);
    const std::string what = base::joined("'", symbolOf(syntax.op), "'");
    const bool hasInput = std::any_of(m_inputs.begin(), m_inputs.end(), [](const InputType& input) {
        return input.name == kComponent;
    });
    std::vector<int> nodes(syntax.parts.size(), kFailed);
    std::vector<int> others;
    const auto checkAll = [&](bool mentioning) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const bool mentions = op == Op::And && !hasInput && mentionsComponent(syntax.parts[i]);
            if (mentions != mentioning) {
                continue;
            }
            nodes[i] = boolean(syntax.parts[i], what);
            if (nodes[i] == kFailed ||
                (!others.empty() &&
                 !requireShapes(united(at(syntax.parts[0]).span, at(syntax.parts[i]).span),
                                {others.back(), nodes[i]}))) {
                return false;
            }
            others.push_back(
                others.empty() ? nodes[i]
                               : m_builder.elementwise(op, Kind::Bool, {others.back(), nodes[i]}));
        }
        return true;
    };
    if (!checkAll(false)) {
        return kFailed;
    }
    const bool has = op == Op::And && !others.empty();
    if (has) {
        std::vector<int> region;
        std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(region),
                     [](int each) { return each != kFailed; });
        m_components.push_back(region.size() == 1
                                   ? region[0]
                                   : m_builder.elementwise(Op::And, Kind::Bool, std::move(region)));
    }
    const bool done = checkAll(true);
    if (has) {
        m_components.pop_back();
    }
    return done ? m_builder.elementwise(op, Kind::Bool, std::move(nodes)) : kFailed;
}

int Checker::compare(const Syntax& syntax) {
    std::vector<int> nodes;
    for (const int part : syntax.parts) {
        nodes.push_back(at(part).form == Form::Label ? kFailed : check(part));
        if (nodes.back() == kFailed && at(part).form != Form::Label) {
            return kFailed;
        }
    }
    std::vector<int> pairs;
    for (std::size_t i = 0; i < syntax.operators.size(); ++i) {
        const int pair = comparePair(at(syntax.parts[i]), nodes[i], syntax.operators[i],
                                     at(syntax.parts[i + 1]), nodes[i + 1]);
        if (pair == kFailed) {
            return kFailed;
        }
        if (!pairs.empty() && !requireShapes(syntax.span, {pairs.back(), pair})) {
            return kFailed;
        }
        pairs.push_back(pair);
    }
    return pairs.size() == 1 ? pairs[0]
                             : m_builder.elementwise(Op::And, Kind::Bool, std::move(pairs));
}

int Checker::comparePair(const Syntax& left, int a, Operator op, const Syntax& right, int b) {
    if (left.form == Form::Label) {
        return right.form == Form::Label ? fail(right.span, "Two labels are compared.",
                                                "Name an input: source == \"cat\".")
                                         : compareLabel(right, b, op, left);
    }
    if (right.form == Form::Label) {
        return compareLabel(left, a, op, right);
    }
    if (!requireShapes(united(left.span, right.span), {a, b})) {
        return kFailed;
    }
    return m_builder.compare(op, a, b);
}

int Checker::compareLabel(const Syntax& value, int node, Operator op, const Syntax& label) {
    if (isOrder(op)) {
        return fail(
            label.span,
            base::joined("Labels have no order: '", symbolOf(op), "' can't compare a name."),
            "Write == or !=, or the label's number.");
    }
    std::vector<Interval> intervals;
    if (!labelled(label, value, node, intervals)) {
        return kFailed;
    }
    if (intervals.size() == 1) {
        return m_builder.compare(op, node, m_builder.constant(intervals[0].low));
    }
    const int found = m_builder.oneOf(node, std::move(intervals));
    return op == Operator::Equal ? found : m_builder.elementwise(Op::Not, Kind::Bool, {found});
}

}  // namespace frisket::rules
