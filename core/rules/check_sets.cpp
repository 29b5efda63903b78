// SPDX-License-Identifier: MIT
#include <algorithm>

#include "core/base/text.h"
#include "core/rules/checker.h"
#include "core/rules/fold.h"
#include "core/rules/nearest.h"

namespace frisket::rules {

bool Checker::constantOf(int syntax, std::string_view what, Number& number) {
    const int found = check(syntax);
    if (found == kFailed) {
        return false;
    }
    if (!m_builder.isConstant(found)) {
        fail(at(syntax).span, base::joined(what, " must be a constant."),
             "Write a number; what differs from pixel to pixel goes into a comparison.");
        return false;
    }
    number = node(found).number;
    return true;
}

bool Checker::labelled(const Syntax& label, const Syntax& value, int node,
                       std::vector<Interval>& intervals) {
    const labels::LabelTable* table = m_builder.labelsOf(node);
    const std::string shown =
        value.form == Form::Name ? base::joined("'", value.text, "'") : std::string("This value");
    bool found = false;
    if (table != nullptr) {
        for (const auto& [key, entry] : table->entries()) {
            if (!entry.name.empty() && entry.name == label.text) {
                const Number number = this->node(node).kind == Kind::Unsigned
                                          ? Number::of(static_cast<std::uint64_t>(key))
                                          : Number::of(key);
                intervals.push_back({number, number});
                found = true;
            }
        }
    }
    if (found) {
        return true;
    }
    NearestName search(label.text);
    std::string_view first;
    if (table != nullptr) {
        for (const auto& [key, entry] : table->entries()) {
            if (!entry.name.empty()) {
                first = first.empty() ? std::string_view(entry.name) : first;
                search.offer(entry.name);
            }
        }
    }
    if (first.empty()) {
        fail(label.span, base::joined(shown, " has no label names."),
             "Write the label's number, or name it in the Labels dock.");
        return false;
    }
    const std::string_view near = search.found();
    fail(label.span, base::joined(shown, " has no label called \"", label.text, "\"."),
         near.empty() ? base::joined("There is \"", first, "\", for one.")
                      : base::joined("Did you mean \"", near, "\"?"));
    return false;
}

bool Checker::element(const Syntax& syntax, const Syntax& value, int node,
                      std::vector<Interval>& intervals) {
    if (syntax.form == Form::Label) {
        return labelled(syntax, value, node, intervals);
    }
    const auto placeOf = [this](const Syntax& part) {
        return static_cast<int>(&part - m_expression.nodes.data());
    };
    Interval interval;
    if (syntax.form == Form::Range) {
        if (!constantOf(syntax.parts[0], "The start of a range", interval.low) ||
            !constantOf(syntax.parts[1], "The end of a range", interval.high)) {
            return false;
        }
        if (holds(Operator::Greater, compared(interval.low, interval.high))) {
            fail(syntax.span,
                 base::joined("The range ", interval.low.text(), "..", interval.high.text(),
                              " is empty: it ends before it begins."),
                 base::joined("Write ", interval.high.text(), "..", interval.low.text(), "."));
            return false;
        }
    } else {
        if (!constantOf(placeOf(syntax), "An element of a set", interval.low)) {
            return false;
        }
        interval.high = interval.low;
    }
    intervals.push_back(interval);
    return true;
}

int Checker::membership(const Syntax& syntax) {
    const Syntax& value = at(syntax.parts[0]);
    const Syntax& set = at(syntax.parts[1]);
    const int left = check(syntax.parts[0]);
    if (left == kFailed) {
        return kFailed;
    }
    int found = kFailed;
    std::vector<Interval> intervals;
    if (set.form == Form::Range) {
        found = wideRange(value, left, set);
    } else {
        for (const int part : set.parts) {
            if (!element(at(part), value, left, intervals)) {
                return kFailed;
            }
        }
        found = m_builder.oneOf(left, std::move(intervals));
    }
    if (found == kFailed || !syntax.negated) {
        return found;
    }
    return m_builder.elementwise(Op::Not, Kind::Bool, {found});
}

/// A range whose ends may be any values.
int Checker::wideRange(const Syntax& value, int node, const Syntax& range) {
    const int low = check(range.parts[0]);
    const int high = low == kFailed ? kFailed : check(range.parts[1]);
    if (high == kFailed) {
        return kFailed;
    }
    if (m_builder.isConstant(low) && m_builder.isConstant(high)) {
        std::vector<Interval> intervals;
        return element(range, value, node, intervals) ? m_builder.oneOf(node, std::move(intervals))
                                                      : kFailed;
    }
    if (!requireShapes(united(value.span, range.span), {node, low, high})) {
        return kFailed;
    }
    return m_builder.elementwise(Op::And, Kind::Bool,
                                 {m_builder.compare(Operator::GreaterEqual, node, low),
                                  m_builder.compare(Operator::LessEqual, node, high)});
}

int Checker::index(const Syntax& syntax) {
    const int from = check(syntax.parts[0]);
    if (from == kFailed) {
        return kFailed;
    }
    const array::Shape shape = node(from).shape;
    const auto count = [&](IndexItem::Type type) {
        return static_cast<int>(
            std::count_if(syntax.items.begin(), syntax.items.end(),
                          [type](const IndexItem& item) { return item.type == type; }));
    };
    const int used = count(IndexItem::Type::At) + count(IndexItem::Type::All);
    const int rest = shape.rank() - used;
    if (rest < 0 || count(IndexItem::Type::Ellipsis) > 1 ||
        rest + used + count(IndexItem::Type::New) > array::kMaxRank) {
        return fail(syntax.span,
                    rest < 0 ? base::joined("There are ", used, " indices, but shape ",
                                            array::toString(shape), " has ", shape.rank(), " axes.")
                             : std::string("This index has too many parts."),
                    "Write one index for each axis at most, and '...' once.");
    }
    std::vector<ViewAxis> view;
    array::Shape result;
    const auto keep = [&] {
        view.push_back({result.rank(), 0});
        result.append(shape[static_cast<int>(view.size()) - 1]);
    };
    const auto keepRest = [&] {
        for (int i = 0; i < rest; ++i) {
            keep();
        }
    };
    for (const IndexItem& item : syntax.items) {
        switch (item.type) {
            case IndexItem::Type::All:
                keep();
                break;
            case IndexItem::Type::New:
                result.append(1);
                break;
            case IndexItem::Type::Ellipsis:
                keepRest();
                break;
            case IndexItem::Type::At: {
                const std::int64_t size = shape[static_cast<int>(view.size())];
                const std::int64_t place = item.at < 0 ? item.at + size : item.at;
                if (place < 0 || place >= size) {
                    return fail(item.span,
                                base::joined("Index ", item.at, " is outside of axis ", view.size(),
                                             ", which has size ", size, "."),
                                size == 0 ? std::string()
                                          : base::joined("Write 0 to ", size - 1, ", or -", size,
                                                         " to -1 from the end."));
                }
                view.push_back({-1, place});
                break;
            }
        }
    }
    if (count(IndexItem::Type::Ellipsis) == 0) {
        keepRest();
    }
    return m_builder.view(from, std::move(view), result);
}

int Checker::relabel(const Syntax& syntax) {
    const Syntax& map = at(syntax.parts[1]);
    if (map.form != Form::Map && !(map.form == Form::Set && map.parts.empty())) {
        return fail(syntax.span, "relabel takes a value and what becomes of it, in braces.",
                    "Write relabel(source, {1: 7, 2..4: 0}).");
    }
    const Syntax& value = at(syntax.parts[0]);
    int from = numeric(syntax.parts[0]);
    if (from == kFailed) {
        return kFailed;
    }
    std::vector<Interval> intervals;
    std::vector<Number> numbers;
    for (std::size_t i = 0; i + 1 < map.parts.size(); i += 2) {
        const Syntax& becomes = at(map.parts[i + 1]);
        Number number;
        std::vector<Interval> named;
        if (!element(at(map.parts[i]), value, from, intervals)) {
            return kFailed;
        }
        if (becomes.form == Form::Label) {
            if (!labelled(becomes, value, from, named)) {
                return kFailed;
            }
            number = named[0].low;
        } else if (!constantOf(map.parts[i + 1], "What a label becomes", number)) {
            return kFailed;
        }
        numbers.resize(intervals.size(), number);
    }
    // The value becomes a float where one of the numbers needs it.
    for (const Number& number : numbers) {
        const Kind kind = node(from).kind;
        if (kind != Kind::Float && number.kind == Kind::Float && !number.fits(widest(kind))) {
            from = m_builder.cast(from, Kind::Float);
        }
    }
    for (Number& number : numbers) {
        const Kind kind = node(from).kind;
        if (!number.fits(widest(kind)) && kind != Kind::Float && number.kind != Kind::Bool) {
            return fail(map.span,
                        base::joined(number.text(), " does not fit ",
                                     widest(kind) == array::DType::U64 ? "uint64" : "int64", "."),
                        "Write int(x) or float(x) around the value.");
        }
        number = converted(number, kind);
    }
    return m_builder.relabel(from, std::move(intervals), std::move(numbers));
}

}  // namespace frisket::rules
