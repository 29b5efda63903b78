// SPDX-License-Identifier: MIT
#include <limits>

#include "core/base/text.h"
#include "core/rules/parser.h"

namespace frisket::rules {

int Parser::postfix() {
    int value = primary();
    while (value != kFailed && isSymbol("[")) {
        value = index(value);
    }
    return value;
}

int Parser::index(int value) {
    take();
    Syntax node;
    node.form = Form::Index;
    node.parts = {value};
    do {
        if (!indexItem(node.items)) {
            return kFailed;
        }
    } while (takeSymbol(","));
    const Span end = peek().span;
    if (!require("]", "after an index")) {
        return kFailed;
    }
    node.span = united(spanOf(value), end);
    return add(std::move(node));
}

bool Parser::indexItem(std::vector<IndexItem>& items) {
    const Token first = peek();
    IndexItem item;
    item.span = first.span;
    if (takeSymbol("...")) {
        item.type = IndexItem::Type::Ellipsis;
    } else if (takeSymbol(":")) {
        item.type = IndexItem::Type::All;
    } else if (isWord("None")) {
        take();
        item.type = IndexItem::Type::New;
    } else {
        const bool negative = takeSymbol("-");
        if (peek().kind != TokenKind::Number || !peek().number.fitsInteger() ||
            peek().number.kind == Kind::Float) {
            unexpected("an index: a whole number, ':', '...' or None");
            return false;
        }
        const Token number = take();
        item.span = united(item.span, number.span);
        item.at = negative ? -number.number.integer() : number.number.integer();
    }
    if (isSymbol(":")) {
        fail(peek().span, "Parts of an axis can't be cut out here.",
             "Write : for a whole axis or a number for one index of it.");
        return false;
    }
    items.push_back(item);
    return true;
}

int Parser::primary() {
    const Token& token = peek();
    switch (token.kind) {
        case TokenKind::Number: {
            Syntax node;
            node.span = token.span;
            node.number = take().number;
            return add(std::move(node));
        }
        case TokenKind::String: {
            Syntax node;
            node.form = Form::Label;
            node.span = token.span;
            node.text = take().text;
            return add(std::move(node));
        }
        case TokenKind::Name:
            return word();
        case TokenKind::Symbol:
            if (token.text == "(") {
                return bracketed();
            }
            if (token.text == "{") {
                return fail(token.span, "A set in braces stands only after 'in' or in relabel.",
                            "Write source in {1, 2, 7}.");
            }
            if (token.text == "~" || token.text == "!") {
                return fail(token.span,
                            base::joined("'", token.text,
                                         "' stands before a whole "
                                         "comparison, not within one."),
                            "Put parentheses around what it turns over.");
            }
            break;
        case TokenKind::End:
            break;
    }
    return unexpected("a value: a name, a number or a function");
}

int Parser::word() {
    const Token& token = peek();
    Syntax node;
    node.span = token.span;
    const std::string& text = token.text;
    if (text == "true" || text == "True" || text == "false" || text == "False") {
        node.number = Number::of(text[0] == 't' || text[0] == 'T');
        take();
        return add(std::move(node));
    }
    if (text == "nan" || text == "inf") {
        node.number = Number::of(text == "inf" ? std::numeric_limits<double>::infinity()
                                               : std::numeric_limits<double>::quiet_NaN());
        take();
        return add(std::move(node));
    }
    if (text == "not") {
        return fail(token.span, "'not' stands before a whole comparison, not within one.",
                    "Put parentheses around what it turns over.");
    }
    if (isReserved(text)) {
        return unexpected("a value: a name, a number or a function");
    }
    if (isSymbol("(", 1)) {
        return call();
    }
    node.form = Form::Name;
    node.text = take().text;
    return add(std::move(node));
}

int Parser::call() {
    const Token function = take();
    take();
    Syntax node;
    node.form = Form::Call;
    node.text = function.text;
    if (!isSymbol(")")) {
        do {
            std::string keyword;
            if (peek().kind == TokenKind::Name && isSymbol("=", 1)) {
                keyword = take().text;
                take();
            }
            const int part = isSymbol("{") ? braces() : disjunction();
            if (part == kFailed) {
                return kFailed;
            }
            if (keyword.empty() && !node.keywords.empty() && !node.keywords.back().empty()) {
                return fail(spanOf(part), "What has a name comes after what has none.",
                            base::joined("Move it before ", node.keywords.back(), "=."));
            }
            node.parts.push_back(part);
            node.keywords.push_back(std::move(keyword));
        } while (takeSymbol(","));
    }
    const Span end = peek().span;
    if (!require(")", base::joined("to end ", function.text, "(...)"))) {
        return kFailed;
    }
    node.span = united(function.span, end);
    return add(std::move(node));
}

int Parser::bracketed() {
    const Span begin = take().span;
    const int inner = disjunction();
    if (inner == kFailed) {
        return kFailed;
    }
    const Span end = peek().span;
    if (!require(")", "to match the opening one")) {
        return kFailed;
    }
    Syntax& node = m_expression.nodes[static_cast<std::size_t>(inner)];
    node.span = united(begin, end);
    node.bracketed = true;
    return inner;
}

int Parser::braces() {
    const Span begin = take().span;
    Syntax node;
    node.form = Form::Set;
    bool first = true;
    while (!isSymbol("}")) {
        if (!first && !require(",", "between elements")) {
            return kFailed;
        }
        if (!first && isSymbol("}")) {
            break;  // a comma at the end
        }
        const int part = element();
        if (part == kFailed) {
            return kFailed;
        }
        node.parts.push_back(part);
        if (first && isSymbol(":")) {
            node.form = Form::Map;
        }
        first = false;
        if (node.form == Form::Map) {
            if (!require(":", "between a value and what it becomes")) {
                return kFailed;
            }
            const int value = sum();
            if (value == kFailed) {
                return kFailed;
            }
            node.parts.push_back(value);
        }
    }
    node.span = united(begin, take().span);
    return add(std::move(node));
}

int Parser::element() {
    const int low = sum();
    if (low == kFailed || !takeSymbol("..")) {
        return low;
    }
    const int high = sum();
    if (high == kFailed) {
        return kFailed;
    }
    Syntax node;
    node.form = Form::Range;
    node.parts = {low, high};
    node.span = united(spanOf(low), spanOf(high));
    return add(std::move(node));
}

}  // namespace frisket::rules
