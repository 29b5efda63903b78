// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <utility>

#include "core/rules/expression.h"
#include "core/rules/lexer.h"

namespace frisket::rules {

/// Reads tokens from left to right, one function for each line of the grammar in docs/rules.md.
/// Where one fails, `m_error` has the reason and kFailed is handed on.
class Parser {
public:
    Parser(std::string_view text, std::vector<Token> tokens);
    [[nodiscard]] RuleResult<Expression> run();

private:
    static constexpr int kFailed = -1;

    // parser.cpp: what joins values
    int disjunction();
    int exclusive();
    int conjunction();
    int negation();
    int comparison();
    int membership(int left, bool negated, const Span& word);
    int sum();
    int product();
    int sign();
    int chain(Operator op, int (Parser::*next)());
    int arithmetic(std::initializer_list<Operator> operators, int (Parser::*next)());

    // parser_values.cpp: values
    int postfix();
    int index(int value);
    bool indexItem(std::vector<IndexItem>& items);
    int primary();
    int word();
    int call();
    int bracketed();
    int braces();
    int element();

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    const Token& take() { return m_tokens[m_place++]; }
    [[nodiscard]] bool isSymbol(std::string_view symbol, std::size_t ahead = 0) const;
    [[nodiscard]] bool isWord(std::string_view word, std::size_t ahead = 0) const;
    bool takeSymbol(std::string_view symbol);
    /// Fails where the next token is another one; `after` says where it was expected.
    bool require(std::string_view symbol, std::string_view after);
    [[nodiscard]] Operator operatorAt() const;

    int add(Syntax node);
    int fail(const Span& span, std::string message, std::string hint = {});
    /// The next token is not what could stand here.
    int unexpected(std::string_view expected);
    [[nodiscard]] const Span& spanOf(int node) const { return m_expression.at(node).span; }
    /// Counts how deep calls are nested; false where that is too deep.
    bool enter();
    void leave() { --m_depth; }

    Expression m_expression;
    std::vector<Token> m_tokens;
    std::size_t m_place = 0;
    int m_depth = 0;
    RuleError m_error;
};

}  // namespace frisket::rules
