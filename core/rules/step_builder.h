// SPDX-License-Identifier: MIT
#pragma once

#include "core/rules/machine.h"

namespace frisket::rules {

/// Makes the steps of a machine, from the leaves on. A node that two others take is evaluated for
/// each, since each asks for it in its own loops.
class StepBuilder {
public:
    StepBuilder(Machine& machine, const Sources& sources)
        : m_machine(machine), m_sources(sources) {}

    /// The step of `node`, whose axes `map` places.
    [[nodiscard]] StepPtr build(int node, const AxisMap& map);
    [[nodiscard]] StepPtr argument(int node, int place, const AxisMap& map);

    [[nodiscard]] const Node& at(int node) const { return m_sources.rule.at(node); }
    [[nodiscard]] const Cursor& cursor() const { return m_machine.m_cursor; }
    [[nodiscard]] Cursor& cursor() { return m_machine.m_cursor; }
    [[nodiscard]] std::int64_t block() const { return m_machine.m_block; }
    [[nodiscard]] base::Progress* progress() const { return m_machine.m_progress; }

    /// The leaf of an input or of a stored node; nullptr for others.
    [[nodiscard]] Leaf* leafOf(int node, const AxisMap& map);
    /// A further loop around what is built next, for the elements of a reduction.
    [[nodiscard]] int addLoop();

private:
    [[nodiscard]] StepPtr reduction(int node, const AxisMap& map);
    [[nodiscard]] StepPtr compare(int node, const AxisMap& map);
    [[nodiscard]] StepPtr within(int argument, const AxisMap& map, std::vector<Interval> intervals,
                                 bool negated);

    Machine& m_machine;
    const Sources& m_sources;
};

/// The steps themselves, by file. Arguments are steps of the kinds that the node takes.
[[nodiscard]] StepPtr constantStep(const Number& number, std::int64_t block);
[[nodiscard]] StepPtr leafStep(Leaf& leaf, const Cursor& cursor);
[[nodiscard]] StepPtr castStep(StepPtr from, Kind fromKind, Kind to, std::int64_t block);
[[nodiscard]] StepPtr notStep(StepPtr from);
/// And, Or or Xor. The first ones are done first and spare the others where they decide.
[[nodiscard]] StepPtr chainStep(Op op, std::vector<StepPtr> parts, std::int64_t block);
/// Elements of a leaf, or lanes of a step, in one of the intervals; `negated`: in none, or NaN.
[[nodiscard]] StepPtr withinLeaf(Leaf& leaf, const Cursor& cursor,
                                 const std::vector<Interval>& intervals, bool negated,
                                 std::int64_t block);
[[nodiscard]] StepPtr withinLanes(StepPtr from, Kind kind, const std::vector<Interval>& intervals,
                                  bool negated, std::int64_t block);
[[nodiscard]] StepPtr comparedLeaves(Leaf& a, Leaf& b, const Cursor& cursor, Operator op);
[[nodiscard]] StepPtr comparedLanes(StepPtr a, Kind first, StepPtr b, Kind second, Operator op,
                                    std::int64_t block);
[[nodiscard]] StepPtr unaryStep(const Node& node, StepPtr from);
[[nodiscard]] StepPtr binaryStep(const Node& node, StepPtr a, StepPtr b, std::int64_t block);
[[nodiscard]] StepPtr whereStep(StepPtr condition, StepPtr a, StepPtr b, std::int64_t block);
[[nodiscard]] StepPtr relabelStep(const Node& node, StepPtr from, std::int64_t block);
/// The same for elements of one byte that are integers.
[[nodiscard]] StepPtr relabelLeaf(const Node& node, Leaf& leaf, const Cursor& cursor);
/// A loop of a machine: its place in the cursor, its elements, and whom to ask at each of them.
struct Loop {
    int place;
    std::int64_t length;
    base::Progress* progress;
};
[[nodiscard]] StepPtr reduceStep(const Node& node, StepPtr from, Kind fromKind, Cursor& cursor,
                                 const Loop& loop, std::int64_t block);

}  // namespace frisket::rules
