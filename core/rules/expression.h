// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/rules/error.h"
#include "core/rules/number.h"

namespace frisket::rules {

/// Deepest nesting of brackets and signs, which the parser follows by calls.
inline constexpr int kMostNesting = 100;
/// Deepest tree of a rule, in which a sum of n terms is n deep. All that walks a rule may recurse.
inline constexpr int kMostDepth = 500;

enum class Operator : std::uint8_t {
    None,
    Not,
    And,
    Or,
    Xor,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Negate,
};

/// As it is written: "&", "<=", "not".
[[nodiscard]] std::string_view symbolOf(Operator op);

enum class Form : std::uint8_t {
    Number,
    Label,    ///< a name in quotes, `text`
    Name,     ///< of an input, `text`
    Unary,    ///< `op` and one part
    Binary,   ///< arithmetic: `op` and two parts
    Chain,    ///< And, Or or Xor of two and more parts
    Compare,  ///< parts, one more than `operators`: a < b <= c
    In,       ///< a part and a Set or Range; `negated` for "not in"
    Set,      ///< numbers, labels and ranges in braces
    Range,    ///< two parts, both included
    Map,      ///< in braces: parts 2 k and 2 k + 1 are a key and its value
    Call,     ///< `text` with `parts`; `keywords` has the name of each part, or ""
    Index,    ///< a part, and `items` in brackets
};

/// One item of an index.
struct IndexItem {
    enum class Type : std::uint8_t { At, All, Ellipsis, New } type = Type::At;
    std::int64_t at = 0;
    Span span;
};

/// A node of a rule as it is written.
struct Syntax {
    Form form = Form::Number;
    Span span;
    Operator op = Operator::None;
    bool negated = false;
    bool bracketed = false;  ///< in parentheses
    int depth = 1;
    Number number;
    std::string text;
    std::vector<int> parts;  ///< places in Expression::nodes
    std::vector<Operator> operators;
    std::vector<std::string> keywords;
    std::vector<IndexItem> items;
};

/// A rule that was read. It says nothing yet of inputs.
struct Expression {
    std::string text;
    std::vector<Syntax> nodes;  ///< parts come before what has them
    int root = 0;

    [[nodiscard]] const Syntax& at(int node) const { return nodes[static_cast<std::size_t>(node)]; }
};

/// Reads a rule; docs/rules.md has the grammar. Fails with the place, what was expected, and what
/// to write instead. Any text is safe: length and depth are limited.
[[nodiscard]] RuleResult<Expression> parse(std::string_view text);

/// Names of inputs that occur in the rule, each once, by their first place.
[[nodiscard]] std::vector<std::string> namesIn(const Expression& expression);

/// Words that can't be names of inputs: "and", "in", "true" and their like.
[[nodiscard]] bool isReserved(std::string_view word);

}  // namespace frisket::rules
