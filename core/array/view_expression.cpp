// SPDX-License-Identifier: MIT
#include "core/array/view_expression.h"

#include <charconv>
#include <numeric>
#include <variant>
#include <vector>

#include "core/base/text.h"

namespace frisket::array {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

struct NewAxis {};
struct Ellipsis {};
using Item = std::variant<std::int64_t, Slice, NewAxis, Ellipsis>;
using Items = std::vector<Item>;
using AxisOrder = std::vector<int>;

/// Sizes of `.reshape(...)`; one of them may be -1, the rest of the elements.
struct NewShape {
    Shape sizes;
};

struct ReversedAxes {};

/// What is applied to the view before it.
using Step = std::variant<Items, AxisOrder, NewShape, ReversedAxes>;

class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    base::Result<std::vector<Step>> parse() {
        std::vector<Step> steps;
        do {
            auto step = parseStep(steps.empty());
            if (!step) {
                return base::passOn(step);
            }
            steps.push_back(*std::move(step));
            skipSpace();
        } while (m_place != m_text.size());
        return steps;
    }

private:
    base::Result<Step> parseStep(bool first) {
        if (take(".T")) {
            return Step(ReversedAxes{});
        }
        if (take(".transpose(")) {
            return parseAxes();
        }
        if (take(".reshape(")) {
            return parseShape();
        }
        const bool bracketed = take("[");
        if (!bracketed && !first) {
            return error("unexpected text after the view");
        }
        return parseItems(bracketed);
    }

    base::Result<Step> parseAxes() {
        AxisOrder axes;
        do {
            const auto axis = parseNumber();
            if (!axis) {
                return base::passOn(axis);
            }
            if (*axis < -kMaxRank || *axis >= kMaxRank) {
                return error("no array has such an axis");
            }
            axes.push_back(static_cast<int>(*axis));
        } while (take(","));
        if (!take(")")) {
            return error("expected ',' or ')'");
        }
        return Step(std::move(axes));
    }

    base::Result<Step> parseShape() {
        NewShape shape;
        int open = 0;
        do {
            const auto size = parseNumber();
            if (!size) {
                return base::passOn(size);
            }
            open += *size == -1 ? 1 : 0;
            if (*size < -1 || open > 1) {
                return error("a size is 0 or more; one of them may be -1");
            }
            if (shape.sizes.rank() == kMaxRank) {
                return error("an array can't have so many axes");
            }
            shape.sizes.append(*size);
        } while (take(","));
        if (!take(")")) {
            return error("expected ',' or ')'");
        }
        return Step(shape);
    }

    base::Result<Step> parseItems(bool bracketed) {
        Items items;
        while (!atEnd(bracketed)) {
            auto item = parseItem();
            if (!item) {
                return base::passOn(item);
            }
            items.push_back(*item);
            if (!take(",") && !atEnd(bracketed)) {
                return error("expected ',' or ']'");
            }
        }
        if (bracketed && !take("]")) {
            return error("expected ']'");
        }
        if (items.empty()) {
            return error("expected an index, a slice, None or '...'");
        }
        return Step(std::move(items));
    }

    void skipSpace() {
        while (m_place < m_text.size() && (m_text[m_place] == ' ' || m_text[m_place] == '\t')) {
            ++m_place;
        }
    }

    bool take(std::string_view token) {
        skipSpace();
        if (m_text.substr(m_place, token.size()) != token) {
            return false;
        }
        m_place += token.size();
        return true;
    }

    bool atEnd(bool bracketed) {
        skipSpace();
        return m_place == m_text.size() || (bracketed && m_text[m_place] == ']');
    }

    tl::unexpected<base::Error> error(std::string_view what) const {
        return fail(ErrorCode::InvalidArgument,
                    joined("View '", m_text, "', column ", m_place + 1, ": ", what, "."),
                    "Use NumPy basic indexing, such as [:, None], [..., ::-1] or [2].");
    }

    bool atNumber() {
        skipSpace();
        return m_place < m_text.size() && (m_text[m_place] == '-' || m_text[m_place] == '+' ||
                                           (m_text[m_place] >= '0' && m_text[m_place] <= '9'));
    }

    base::Result<std::int64_t> parseNumber() {
        skipSpace();
        const std::size_t skipPlus = m_text.substr(m_place, 1) == "+" ? 1 : 0;
        const char* begin = m_text.data() + m_place + skipPlus;
        std::int64_t value = 0;
        const auto [end, code] = std::from_chars(begin, m_text.data() + m_text.size(), value);
        if (code != std::errc{}) {
            return error(code == std::errc::result_out_of_range ? "the number leaves 64 bits"
                                                                : "expected a number");
        }
        m_place = static_cast<std::size_t>(end - m_text.data());
        return value;
    }

    base::Result<Item> parseItem() {
        if (take("...") || take("Ellipsis")) {
            return Item(Ellipsis{});
        }
        if (take("None") || take("np.newaxis") || take("newaxis")) {
            return Item(NewAxis{});
        }
        std::optional<std::int64_t> ends[3];
        int part = 0;
        for (;;) {
            if (atNumber()) {
                const auto number = parseNumber();
                if (!number) {
                    return base::passOn(number);
                }
                ends[part] = *number;
            }
            if (part == 2 || !take(":")) {
                break;
            }
            ++part;
        }
        if (part == 0) {
            if (!ends[0]) {
                return error("expected an index, a slice, None or '...'");
            }
            return Item(*ends[0]);
        }
        if (ends[2] == 0) {
            return error("the step of a slice can't be 0");
        }
        return Item(Slice{ends[0], ends[1], ends[2].value_or(1)});
    }

    std::string_view m_text;
    std::size_t m_place = 0;
};

base::Result<Layout> applyItems(const Layout& layout, const Items& items,
                                std::string_view expression) {
    int consumed = 0;
    int ellipses = 0;
    for (const Item& item : items) {
        ellipses += std::holds_alternative<Ellipsis>(item) ? 1 : 0;
        consumed +=
            std::holds_alternative<std::int64_t>(item) || std::holds_alternative<Slice>(item) ? 1
                                                                                              : 0;
    }
    if (ellipses > 1) {
        return fail(ErrorCode::InvalidArgument,
                    joined("View '", expression, "' has more than one '...'."));
    }
    if (consumed > layout.rank()) {
        return fail(ErrorCode::InvalidArgument, joined("View '", expression, "' indexes ", consumed,
                                                       " axes, but the array has ", layout.rank(),
                                                       ", shape ", toString(layout.shape), "."));
    }
    base::Result<Layout> out = layout;
    int axis = 0;
    for (const Item& item : items) {
        if (const auto* index = std::get_if<std::int64_t>(&item)) {
            out = out->select(axis, *index);
        } else if (const auto* slice = std::get_if<Slice>(&item)) {
            out = out->slice(axis++, *slice);
        } else if (std::holds_alternative<NewAxis>(item)) {
            out = out->unsqueeze(axis++);
        } else {
            axis += layout.rank() - consumed;
        }
        if (!out) {
            out.error().message = joined("View '", expression, "': ", out.error().message);
            return out;
        }
    }
    return out;
}

AxisOrder reversedAxes(int rank) {
    AxisOrder axes(static_cast<std::size_t>(rank));
    std::iota(axes.rbegin(), axes.rend(), 0);
    return axes;
}
/// `shape` with its -1 replaced by what the other sizes leave of `count` elements.
Shape completed(const Shape& shape, std::int64_t count) {
    Shape others;
    int open = -1;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        if (shape[axis] < 0) {
            open = axis;
        } else {
            others.append(shape[axis]);
        }
    }
    Shape out = shape;
    if (open >= 0) {
        const std::int64_t rest = elementCount(others).value_or(0);
        out[open] = rest == 0 ? 0 : count / rest;
    }
    return out;
}

base::Result<Layout> applyStep(const Layout& layout, const Step& step,
                               std::string_view expression) {
    if (const auto* items = std::get_if<Items>(&step)) {
        return applyItems(layout, *items, expression);
    }
    base::Result<Layout> out = layout;
    if (const auto* shape = std::get_if<NewShape>(&step)) {
        out = layout.reshape(completed(shape->sizes, layout.count()));
    } else {
        const auto* axes = std::get_if<AxisOrder>(&step);
        out = layout.transpose(axes != nullptr ? *axes : reversedAxes(layout.rank()));
    }
    if (!out) {
        out.error().message = joined("View '", expression, "': ", out.error().message);
    }
    return out;
}
}  // namespace

base::Result<Layout> applyViewExpression(const Layout& layout, std::string_view expression) {
    const auto steps = Parser(expression).parse();
    if (!steps) {
        return base::passOn(steps);
    }
    base::Result<Layout> out = layout;
    for (const Step& step : *steps) {
        out = applyStep(*out, step, expression);
        if (!out) {
            return out;
        }
    }
    return out;
}

}  // namespace frisket::array
