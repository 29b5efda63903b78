// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/labels/label_table.h"
#include "core/rules/node.h"

namespace frisket::rules {

/// What a rule may know of an input before it sees its values.
struct InputType {
    std::string name;
    array::DType dtype = array::DType::U8;
    array::Shape shape;
    /// Names of its labels, or nullptr; needed while the rule is checked only.
    const labels::LabelTable* labels = nullptr;
    /// The axes that are rows and columns, for what looks at planes; below 0 from the last one on.
    int planeY = -2;
    int planeX = -1;
};

/// What a rule is for.
enum class Purpose : std::uint8_t {
    Condition,  ///< booleans
    Values,     ///< anything
};

/// A rule that fits its inputs: steps that are typed, constants that are folded. Cheap to copy.
class Rule {
public:
    Rule(std::vector<Node> nodes, int root, std::vector<InputType> inputs);

    [[nodiscard]] const array::Shape& shape() const { return top().shape; }
    [[nodiscard]] Kind kind() const { return top().kind; }
    /// Of the values that `Evaluation::values` gives: that of an input where values are only taken
    /// from it, else the widest of the kind.
    [[nodiscard]] array::DType dtype() const { return top().dtype; }
    /// Whether any part of any element needs no more than what is around it, so that a tile costs a
    /// tile. Else `Evaluation::prepare` does the parts that need whole arrays, once.
    [[nodiscard]] bool isLocal() const { return !top().reach.global; }
    /// Pixels around a window that are looked at.
    [[nodiscard]] std::int64_t halo() const { return top().reach.halo; }

    /// What it takes, roughly.
    struct Cost {
        double perElement = 0;     ///< nanoseconds on one thread
        double preparation = 0;    ///< the same for what is done once
        std::int64_t storage = 0;  ///< bytes that are kept of it
    };
    [[nodiscard]] Cost cost() const;

    /// The inputs that it was checked with; `label` tables are forgotten.
    [[nodiscard]] const std::vector<InputType>& inputs() const { return m_program->inputs; }
    /// Whether an element depends on that input, by its place in `inputs`.
    [[nodiscard]] bool uses(int input) const;

    [[nodiscard]] const std::vector<Node>& nodes() const { return m_program->nodes; }
    [[nodiscard]] const Node& at(int node) const {
        return m_program->nodes[static_cast<std::size_t>(node)];
    }
    [[nodiscard]] int root() const { return m_program->root; }

private:
    struct Program {
        std::vector<Node> nodes;  ///< arguments come before what takes them
        int root;
        std::vector<InputType> inputs;
    };
    [[nodiscard]] const Node& top() const { return at(root()); }

    std::shared_ptr<const Program> m_program;
};

/// Whether the rule can be evaluated for inputs of these types, and as what. Shapes broadcast as in
/// NumPy. Fails with the place: unknown names (with the nearest one), kinds that don't go together,
/// shapes that don't broadcast, axes that are not there, labels without that name.
[[nodiscard]] RuleResult<Rule> check(const Expression& expression,
                                     std::span<const InputType> inputs,
                                     Purpose purpose = Purpose::Condition);

}  // namespace frisket::rules
