// SPDX-License-Identifier: MIT
#include "core/rules/parser.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.h"

namespace frisket::rules {

namespace {
struct Written {
    std::string_view text;
    Operator op;
};
/// The first of an operator is how it is shown.
constexpr std::array<Written, 23> kOperators{
    {{"not", Operator::Not},     {"~", Operator::Not},        {"!", Operator::Not},
     {"&", Operator::And},       {"&&", Operator::And},       {"and", Operator::And},
     {"|", Operator::Or},        {"||", Operator::Or},        {"or", Operator::Or},
     {"^", Operator::Xor},       {"xor", Operator::Xor},      {"==", Operator::Equal},
     {"!=", Operator::NotEqual}, {"<=", Operator::LessEqual}, {">=", Operator::GreaterEqual},
     {"<", Operator::Less},      {">", Operator::Greater},    {"+", Operator::Add},
     {"-", Operator::Subtract},  {"*", Operator::Multiply},   {"//", Operator::FloorDivide},
     {"/", Operator::Divide},    {"%", Operator::Remainder}}};

bool isComparison(Operator op) { return op >= Operator::Equal && op <= Operator::GreaterEqual; }
}  // namespace

std::string_view symbolOf(Operator op) {
    if (op == Operator::Negate) {
        return "-";
    }
    const auto found = std::find_if(kOperators.begin(), kOperators.end(),
                                    [op](const Written& each) { return each.op == op; });
    return found == kOperators.end() ? std::string_view() : found->text;
}

bool isReserved(std::string_view word) {
    static constexpr std::array<std::string_view, 12> kWords{
        "and", "or", "xor", "not", "in", "true", "false", "True", "False", "nan", "inf", "None"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

RuleResult<Expression> parse(std::string_view text) {
    auto found = tokens(text);
    if (!found) {
        return base::passOn(found);
    }
    return Parser(text, *std::move(found)).run();
}

std::vector<std::string> namesIn(const Expression& expression) {
    std::vector<std::string> names;
    std::set<std::string> known;
    for (const Syntax& node : expression.nodes) {
        if (node.form == Form::Name && known.insert(node.text).second) {
            names.push_back(node.text);
        }
    }
    return names;
}

Parser::Parser(std::string_view text, std::vector<Token> tokens) : m_tokens(std::move(tokens)) {
    m_expression.text = text;
}

RuleResult<Expression> Parser::run() {
    if (peek().kind == TokenKind::End) {
        return failAt(peek().span, "The rule is empty.", "Write one such as source == 3.");
    }
    m_expression.root = disjunction();
    if (m_expression.root != kFailed && peek().kind != TokenKind::End) {
        m_expression.root = unexpected("an operator such as & or ==, or the end");
    }
    if (m_expression.root == kFailed) {
        return tl::unexpected<RuleError>(std::move(m_error));
    }
    return std::move(m_expression);
}

int Parser::disjunction() {
    if (!enter()) {
        return kFailed;
    }
    const int found = chain(Operator::Or, &Parser::exclusive);
    leave();
    return found;
}
int Parser::exclusive() { return chain(Operator::Xor, &Parser::conjunction); }
int Parser::conjunction() { return chain(Operator::And, &Parser::negation); }

int Parser::chain(Operator op, int (Parser::*next)()) {
    const int first = (this->*next)();
    if (first == kFailed || operatorAt() != op) {
        return first;
    }
    Syntax node;
    node.form = Form::Chain;
    node.op = op;
    node.parts = {first};
    while (operatorAt() == op) {
        take();
        const int part = (this->*next)();
        if (part == kFailed) {
            return kFailed;
        }
        node.parts.push_back(part);
    }
    node.span = united(spanOf(first), spanOf(node.parts.back()));
    return add(std::move(node));
}

int Parser::negation() {
    if (operatorAt() != Operator::Not) {
        return comparison();
    }
    const Span begin = take().span;
    if (!enter()) {
        return kFailed;
    }
    const int part = negation();
    leave();
    if (part == kFailed) {
        return kFailed;
    }
    Syntax node;
    node.form = Form::Unary;
    node.op = Operator::Not;
    node.parts = {part};
    node.span = united(begin, spanOf(part));
    return add(std::move(node));
}

int Parser::comparison() {
    const int first = sum();
    if (first == kFailed) {
        return kFailed;
    }
    const bool negated = isWord("not") && isWord("in", 1);
    if (negated || isWord("in")) {
        const Span word = take().span;
        if (negated) {
            take();
        }
        return membership(first, negated, word);
    }
    if (!isComparison(operatorAt())) {
        return first;
    }
    Syntax node;
    node.form = Form::Compare;
    node.parts = {first};
    while (isComparison(operatorAt())) {
        node.operators.push_back(operatorAt());
        take();
        const int part = sum();
        if (part == kFailed) {
            return kFailed;
        }
        node.parts.push_back(part);
    }
    node.span = united(spanOf(first), spanOf(node.parts.back()));
    return add(std::move(node));
}

int Parser::membership(int left, bool negated, const Span& word) {
    const int right = isSymbol("{") ? braces() : element();
    if (right == kFailed) {
        return kFailed;
    }
    const Form form = m_expression.at(right).form;
    if (form != Form::Set && form != Form::Range) {
        return fail(united(word, spanOf(right)), "After 'in' a set or a range is expected.",
                    "Write source in {1, 2, 7} or source in 10..20; for one value write ==.");
    }
    Syntax node;
    node.form = Form::In;
    node.negated = negated;
    node.parts = {left, right};
    node.span = united(spanOf(left), spanOf(right));
    return add(std::move(node));
}

int Parser::sum() { return arithmetic({Operator::Add, Operator::Subtract}, &Parser::product); }
int Parser::product() {
    return arithmetic(
        {Operator::Multiply, Operator::Divide, Operator::FloorDivide, Operator::Remainder},
        &Parser::sign);
}

int Parser::arithmetic(std::initializer_list<Operator> operators, int (Parser::*next)()) {
    int left = (this->*next)();
    const auto known = [&] {
        return std::find(operators.begin(), operators.end(), operatorAt()) != operators.end();
    };
    while (left != kFailed && known()) {
        Syntax node;
        node.form = Form::Binary;
        node.op = operatorAt();
        take();
        const int right = (this->*next)();
        if (right == kFailed) {
            return kFailed;
        }
        node.parts = {left, right};
        node.span = united(spanOf(left), spanOf(right));
        left = add(std::move(node));
    }
    return left;
}

int Parser::sign() {
    if (!isSymbol("-") && !isSymbol("+")) {
        return postfix();
    }
    const Token sign = take();
    if (!enter()) {
        return kFailed;
    }
    const int part = this->sign();
    leave();
    if (part == kFailed || sign.text == "+") {
        return part;
    }
    Syntax node;
    node.form = Form::Unary;
    node.op = Operator::Negate;
    node.parts = {part};
    node.span = united(sign.span, spanOf(part));
    return add(std::move(node));
}

const Token& Parser::peek(std::size_t ahead) const {
    return m_tokens[std::min(m_place + ahead, m_tokens.size() - 1)];
}

bool Parser::isSymbol(std::string_view symbol, std::size_t ahead) const {
    return peek(ahead).kind == TokenKind::Symbol && peek(ahead).text == symbol;
}
bool Parser::isWord(std::string_view word, std::size_t ahead) const {
    return peek(ahead).kind == TokenKind::Name && peek(ahead).text == word;
}

bool Parser::takeSymbol(std::string_view symbol) {
    const bool found = isSymbol(symbol);
    if (found) {
        take();
    }
    return found;
}

bool Parser::require(std::string_view symbol, std::string_view after) {
    if (takeSymbol(symbol)) {
        return true;
    }
    unexpected(base::joined("'", symbol, "' ", after));
    return false;
}

Operator Parser::operatorAt() const {
    if (peek().kind != TokenKind::Symbol && peek().kind != TokenKind::Name) {
        return Operator::None;
    }
    const auto found =
        std::find_if(kOperators.begin(), kOperators.end(),
                     [this](const Written& each) { return each.text == peek().text; });
    return found == kOperators.end() ? Operator::None : found->op;
}

int Parser::add(Syntax node) {
    for (const int part : node.parts) {
        node.depth = std::max(node.depth, m_expression.at(part).depth + 1);
    }
    if (node.depth > kMostDepth) {
        return node.form == Form::Binary
                   ? fail(node.span,
                          base::joined("More than ", kMostDepth, " values are added, multiplied, ",
                                       "... in a row."),
                          "Put parts into parentheses: (a + b + ...) + (c + d + ...).")
                   : fail(node.span,
                          base::joined("This nests more than ", kMostDepth, " levels deep."),
                          "Split the rule, or paint a part of it as a layer.");
    }
    m_expression.nodes.push_back(std::move(node));
    return static_cast<int>(m_expression.nodes.size()) - 1;
}

bool Parser::enter() {
    if (++m_depth <= kMostNesting) {
        return true;
    }
    fail(peek().span, base::joined("This nests more than ", kMostNesting, " levels deep."),
         "Take out parentheses that are not needed.");
    return false;
}

int Parser::fail(const Span& span, std::string message, std::string hint) {
    if (m_error.message.empty()) {
        m_error = {span, std::move(message), std::move(hint)};
    }
    return kFailed;
}

int Parser::unexpected(std::string_view expected) {
    const Token& token = peek();
    std::string hint;
    if (token.text == "=" && token.kind == TokenKind::Symbol) {
        hint = "Two are compared with ==.";
    } else if (token.text == "**" && token.kind == TokenKind::Symbol) {
        hint = "There are no powers; multiply a value with itself.";
    } else if (token.text == ")" || token.text == "]" || token.text == "}") {
        hint = base::joined("Is an opening bracket missing, or ", token.text, " one too many?");
    } else if (token.text == ".." && token.kind == TokenKind::Symbol) {
        hint = "A range follows 'in': backdrop in 10..20.";
    } else if (token.text == "," || token.text == ":") {
        hint = base::joined("'", token.text, "' stands in calls, sets and indices only.");
    } else if (token.kind == TokenKind::End) {
        hint = "The rule goes on, or a bracket is open.";
    } else if (token.kind == TokenKind::Name || token.kind == TokenKind::Number) {
        hint = "Two values need an operator between them, such as & or ==.";
    }
    return fail(token.span, base::joined("Expected ", expected, ", found ", describe(token), "."),
                std::move(hint));
}

}  // namespace frisket::rules
