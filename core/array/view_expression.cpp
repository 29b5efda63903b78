// SPDX-License-Identifier: MIT
#include "core/array/view_expression.h"

#include <charconv>
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

class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    base::Result<std::vector<Item>> parse() {
        std::vector<Item> items;
        const bool bracketed = take("[");
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
        skipSpace();
        if (m_place != m_text.size()) {
            return error("unexpected text after the view");
        }
        if (items.empty()) {
            return error("expected an index, a slice, None or '...'");
        }
        return items;
    }

private:
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
        const std::size_t skipPlus = m_text[m_place] == '+' ? 1 : 0;
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
}  // namespace

base::Result<Layout> applyViewExpression(const Layout& layout, std::string_view expression) {
    const auto items = Parser(expression).parse();
    if (!items) {
        return base::passOn(items);
    }
    int consumed = 0;
    int ellipses = 0;
    for (const Item& item : *items) {
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
    for (const Item& item : *items) {
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

}  // namespace frisket::array
