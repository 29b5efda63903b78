// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/rules/builder.h"
#include "core/rules/functions.h"
#include "core/rules/rule.h"

namespace frisket::rules {

/// Turns a rule as it is written into typed nodes. Functions give the place of a node, or kFailed
/// where `error` has the reason.
class Checker {
public:
    static constexpr int kFailed = -1;

    Checker(const Expression& expression, std::span<const InputType> inputs)
        : m_expression(expression), m_inputs(inputs) {}

    int run(Purpose purpose);
    [[nodiscard]] const Builder& builder() const { return m_builder; }
    [[nodiscard]] const RuleError& error() const { return m_error; }

private:
    struct Call;

    // check.cpp: names and operators
    int check(int syntax);
    int name(const Syntax& syntax);
    int unary(const Syntax& syntax);
    int binary(const Syntax& syntax);
    int chain(const Syntax& syntax);
    int compare(const Syntax& syntax);
    int comparePair(const Syntax& left, int a, Operator op, const Syntax& right, int b);
    int compareLabel(const Syntax& value, int node, Operator op, const Syntax& label);

    // check_sets.cpp: sets, ranges, labels and indices
    int membership(const Syntax& syntax);
    int wideRange(const Syntax& value, int node, const Syntax& range);
    bool element(const Syntax& syntax, const Syntax& value, int node,
                 std::vector<Interval>& intervals);
    bool constantOf(int syntax, std::string_view what, Number& number);
    /// The labels of that name in the table of `node`, as intervals.
    bool labelled(const Syntax& label, const Syntax& value, int node,
                  std::vector<Interval>& intervals);
    int index(const Syntax& syntax);
    int relabel(const Syntax& syntax);

    // check_calls.cpp: functions
    int call(const Syntax& syntax);
    int reduction(const Call& call);
    int extreme(const Call& call);
    int where(const Call& call);
    int conversion(const Call& call);
    int inside(const Call& call);

    // check_planes.cpp: functions of planes
    int planes(const Call& call);
    bool planeOptions(const Call& call, PlaneCall& plane);
    bool radiusOf(const Call& call, PlaneCall& plane);

    [[nodiscard]] const Syntax& at(int syntax) const { return m_expression.at(syntax); }
    [[nodiscard]] const Node& node(int place) const { return m_builder.at(place); }
    int fail(const Span& span, std::string message, std::string hint = {});
    /// Checks a part that must be a boolean, or one that counts: a boolean becomes 0 and 1.
    int boolean(int syntax, std::string_view what);
    int numeric(int syntax);
    /// Makes both of one kind, as arithmetic does; `exact`: where no integer may wrap.
    bool unify(const Span& span, int& a, int& b, std::string_view what, bool exact);
    bool requireShapes(const Span& span, std::initializer_list<int> nodes);
    [[nodiscard]] bool mentionsComponent(int syntax) const;

    const Expression& m_expression;
    std::span<const InputType> m_inputs;
    Builder m_builder;
    RuleError m_error;
    std::vector<int> m_components;  ///< what `component` stands for, innermost last
};

/// A call with its arguments in their places.
struct Checker::Call {
    const Syntax& syntax;
    const FunctionInfo& info;
    std::vector<int> values;  ///< those without a keyword, and the second one
    std::vector<std::pair<std::string, int>> keywords;  ///< those with one

    /// The argument with that keyword, or -1.
    [[nodiscard]] int keyword(std::string_view name) const {
        for (const auto& [key, value] : keywords) {
            if (key == name) {
                return value;
            }
        }
        return -1;
    }
};

}  // namespace frisket::rules
