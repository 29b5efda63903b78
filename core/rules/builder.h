// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/labels/label_table.h"
#include "core/rules/node.h"

namespace frisket::rules {

/// Makes the nodes of a checked rule. Equal ones are made once; of constants the value is found at
/// once. Kinds must fit; shapes must broadcast (`broadcast` tells).
class Builder {
public:
    int input(int place, array::DType dtype, const array::Shape& shape, int planeY, int planeX,
              const labels::LabelTable* labels);
    int constant(const Number& number, const array::Shape& shape = {});
    /// The node as one of `kind`.
    int cast(int node, Kind kind);
    /// An element-wise node: its shape is that of its arguments together.
    int elementwise(Op op, Kind kind, std::vector<int> args);
    /// `a op b`, of any kinds.
    int compare(Operator op, int a, int b);
    int oneOf(int a, std::vector<Interval> intervals);
    /// `a` with intervals replaced. The dtype stays where the numbers fit it, else it is the
    /// widest.
    int relabel(int a, std::vector<Interval> intervals, std::vector<Number> numbers);
    int view(int a, std::vector<ViewAxis> axes, const array::Shape& shape);
    /// Any .. ArgMost along `axis`, or kAllAxes.
    int reduce(Op op, int a, int axis);
    int plane(const PlaneCall& call, int a);

    [[nodiscard]] const Node& at(int node) const { return m_nodes[static_cast<std::size_t>(node)]; }
    [[nodiscard]] const labels::LabelTable* labelsOf(int node) const {
        return m_labels[static_cast<std::size_t>(node)];
    }
    /// Whether a node has more than kMostSteps steps.
    [[nodiscard]] bool isTooLarge() const { return m_tooLarge; }
    [[nodiscard]] bool isConstant(int node) const { return at(node).op == Op::Constant; }

    /// The nodes that `root` needs, in order; `root` becomes the last one.
    [[nodiscard]] std::vector<Node> take(int& root) const;

private:
    int add(Node node, const labels::LabelTable* labels = nullptr);
    /// Sets shape, plane, reach and cost from the arguments.
    void derive(Node& node) const;
    void deriveDType(Node& node) const;
    int areaWithin(int area, const Interval& interval);
    std::optional<int> planeCompare(Operator op, int a, int b);

    std::vector<Node> m_nodes;
    std::vector<const labels::LabelTable*> m_labels;
    std::map<std::string, int> m_known;
    bool m_tooLarge = false;
};

/// The shape of both together by NumPy's rules; nothing where they don't go together.
[[nodiscard]] std::optional<array::Shape> broadcast(const array::Shape& a, const array::Shape& b);

}  // namespace frisket::rules
