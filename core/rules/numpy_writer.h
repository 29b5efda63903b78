// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/rules/numpy_helpers.h"
#include "core/rules/numpy_text.h"
#include "core/rules/rule.h"

namespace frisket::rules {

/// Writes the nodes of a rule as NumPy text. What is used twice, or nested deeply, is named.
class NumpyWriter {
public:
    /// `names` are those of the inputs in Python, by their places.
    NumpyWriter(const Rule& rule, std::vector<std::string> names)
        : m_rule(rule), m_names(std::move(names)) {}

    struct Written {
        std::string lines;  ///< each after `indent`
        std::string result;
    };
    [[nodiscard]] Written write(std::string_view indent);
    /// What the lines call.
    [[nodiscard]] const std::set<Helper>& helpers() const { return m_helpers; }

private:
    // numpy_text.cpp
    std::string make(int node);
    std::string operation(const Node& node);
    std::string joinedBy(const Node& node, std::string_view symbol);
    std::string reduction(const Node& node);
    std::string viewed(const Node& node);
    std::string relabelled(const Node& node);
    std::string cast(const Node& node);

    // numpy_compare.cpp
    std::string compared(Operator op, int a, int b);
    std::string comparedWith(Operator op, int a, const Number& number);
    std::string exactly(Operator op, const std::string& a, const std::string& b);
    std::string within(int a, const std::vector<Interval>& intervals);
    std::string planes(const Node& node);

    /// The node's values in any dtype that has them, and in the widest of the kind.
    [[nodiscard]] const std::string& value(int node) const {
        return m_texts[static_cast<std::size_t>(node)];
    }
    [[nodiscard]] std::string wide(int node) const;
    /// The dtype that `value` has.
    [[nodiscard]] array::DType writtenAs(int node) const;
    [[nodiscard]] const Node& at(int node) const { return m_rule.at(node); }
    void use(Helper helper) { m_helpers.insert(helper); }

    const Rule& m_rule;
    std::vector<std::string> m_names;  ///< of the inputs
    std::vector<std::string> m_texts;
    std::set<Helper> m_helpers;
};

/// A number as Python writes it; integers of Unsigned as np.uint64.
[[nodiscard]] std::string literal(const Number& number);

}  // namespace frisket::rules
