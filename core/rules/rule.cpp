// SPDX-License-Identifier: MIT
#include "core/rules/rule.h"

#include <algorithm>

namespace frisket::rules {

Rule::Rule(std::vector<Node> nodes, int root, std::vector<InputType> inputs) {
    for (InputType& input : inputs) {
        input.labels = nullptr;
    }
    m_program = std::make_shared<const Program>(Program{std::move(nodes), root, std::move(inputs)});
}

Rule::Cost Rule::cost() const {
    Cost cost;
    cost.perElement = top().cost;
    for (const Node& node : nodes()) {
        if (!node.stored || !node.reach.global) {
            continue;
        }
        const auto elements = [](const array::Shape& shape) {
            return static_cast<double>(array::elementCount(shape).value_or(0));
        };
        constexpr double kPlanes = 4;  // ns for a pixel of a component or a distance
        const Node& from = at(node.args[0]);
        cost.preparation += elements(from.shape) * (from.cost + kPlanes);
        const double bytes =
            node.kind == Kind::Bool ? 1.0 / 8 : static_cast<double>(array::itemSize(node.dtype));
        cost.storage += static_cast<std::int64_t>(elements(node.shape) * bytes);
    }
    return cost;
}

bool Rule::uses(int input) const {
    return std::any_of(nodes().begin(), nodes().end(), [input](const Node& node) {
        return node.op == Op::Input && node.input == input;
    });
}

}  // namespace frisket::rules
