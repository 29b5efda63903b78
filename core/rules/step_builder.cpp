// SPDX-License-Identifier: MIT
#include "core/rules/step_builder.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/rules/fold.h"

namespace frisket::rules {

Leaf* StepBuilder::leafOf(int node, const AxisMap& map) {
    const Node& here = at(node);
    std::optional<Input> input;
    array::Index begin = array::Index::filled(here.shape.rank(), 0);
    if (here.op == Op::Input) {
        input = m_sources.inputs[static_cast<std::size_t>(here.input)];
    } else if (const auto found = m_sources.stored.find(node); found != m_sources.stored.end()) {
        const Stored& stored = found->second;
        begin = stored.box.begin;
        if (stored.mask) {
            input.emplace(*stored.mask, stored.layout);
        } else {
            array::ArrayView view = stored.numbers.view();
            view.layout = stored.layout;
            input.emplace(view);
        }
    } else {
        return nullptr;
    }
    const array::Layout& layout = input->layout();
    std::int64_t offset = layout.offset;
    std::vector<std::int64_t> strides(cursor().index.size(), 0);
    for (int axis = 0; axis < layout.rank(); ++axis) {
        const AxisPlace& place = map[static_cast<std::size_t>(axis)];
        offset += (place.at - begin[axis]) * layout.strides[axis];
        if (place.loop >= 0) {
            strides[static_cast<std::size_t>(place.loop)] += layout.strides[axis];
        }
    }
    m_machine.m_leaves.push_back(std::make_unique<Leaf>(*input, offset, std::move(strides)));
    return m_machine.m_leaves.back().get();
}

int StepBuilder::addLoop() {
    cursor().index.push_back(0);
    return static_cast<int>(cursor().index.size()) - 1;
}

StepPtr StepBuilder::argument(int node, int place, const AxisMap& map) {
    const Node& here = at(node);
    const int arg = here.args[static_cast<std::size_t>(place)];
    return build(arg, here.op == Op::View ? viewMap(map, here)
                                          : broadcastMap(map, here.shape, at(arg).shape));
}

StepPtr StepBuilder::within(int argument, const AxisMap& map, std::vector<Interval> intervals,
                            bool negated) {
    if (Leaf* const leaf = leafOf(argument, map)) {
        return withinLeaf(*leaf, cursor(), intervals, negated, block());
    }
    return withinLanes(build(argument, map), at(argument).kind, intervals, negated, block());
}

StepPtr StepBuilder::compare(int node, const AxisMap& map) {
    const Node& here = at(node);
    const auto mapAt = [&](int place) {
        return broadcastMap(map, here.shape, at(here.args[static_cast<std::size_t>(place)]).shape);
    };
    // A View is but a map, so a comparison sees through it.
    const auto seen = [this](int& place, AxisMap& placed) {
        while (at(place).op == Op::View) {
            placed = viewMap(placed, at(place));
            place = at(place).args[0];
        }
    };
    int first = here.args[0];
    AxisMap firstMap = mapAt(0);
    seen(first, firstMap);
    if (here.op == Op::OneOf) {
        return within(first, firstMap, here.intervals, false);
    }
    int second = here.args[1];
    AxisMap secondMap = mapAt(1);
    seen(second, secondMap);
    const Operator op = here.comparison;
    if (at(second).op == Op::Constant) {
        const bool negated = op == Operator::NotEqual;
        const auto interval = intervalOf(negated ? Operator::Equal : op, at(second).number);
        return within(first, firstMap, {*interval}, negated);
    }
    const auto isLeaf = [this](int place) {
        return at(place).op == Op::Input || m_sources.stored.count(place) > 0;
    };
    if (isLeaf(first) && isLeaf(second)) {
        Leaf* const a = leafOf(first, firstMap);
        Leaf* const b = leafOf(second, secondMap);
        if (a->dtype() == b->dtype()) {
            return comparedLeaves(*a, *b, cursor(), op);
        }
        return comparedLanes(leafStep(*a, cursor()), at(first).kind, leafStep(*b, cursor()),
                             at(second).kind, op, block());
    }
    return comparedLanes(build(first, firstMap), at(first).kind, build(second, secondMap),
                         at(second).kind, op, block());
}

StepPtr StepBuilder::reduction(int node, const AxisMap& map) {
    const Node& here = at(node);
    const int arg = here.args[0];
    const int loop = addLoop();
    StepPtr from = build(arg, reducedMap(map, here, loop));
    return reduceStep(here, std::move(from), at(arg).kind, cursor(),
                      {loop, at(arg).shape[here.axis], progress()}, block());
}

StepPtr StepBuilder::build(int node, const AxisMap& map) {
    if (Leaf* const leaf = leafOf(node, map)) {
        return leafStep(*leaf, cursor());
    }
    const Node& here = at(node);
    switch (here.op) {
        case Op::Constant:
            return constantStep(here.number, block());
        case Op::View:
            return argument(node, 0, map);
        case Op::Cast:
            return castStep(argument(node, 0, map), at(here.args[0]).kind, here.kind, block());
        case Op::Not:
            return notStep(argument(node, 0, map));
        case Op::And:
        case Op::Or:
        case Op::Xor: {
            std::vector<int> places(here.args.size());
            for (std::size_t i = 0; i < places.size(); ++i) {
                places[i] = static_cast<int>(i);
            }
            std::stable_sort(places.begin(), places.end(), [&](int a, int b) {
                const auto cost = [&](int place) {
                    return at(here.args[static_cast<std::size_t>(place)]).cost;
                };
                return cost(a) < cost(b);
            });
            std::vector<StepPtr> parts;
            for (const int place : places) {
                parts.push_back(argument(node, place, map));
            }
            return chainStep(here.op, std::move(parts), block());
        }
        case Op::Compare:
        case Op::OneOf:
            return compare(node, map);
        case Op::Negate:
        case Op::Abs:
        case Op::Floor:
        case Op::Ceil:
        case Op::Round:
            return unaryStep(here, argument(node, 0, map));
        case Op::IsNan:
            return notStep(
                within(here.args[0], broadcastMap(map, here.shape, at(here.args[0]).shape),
                       {*intervalOf(Operator::LessEqual,
                                    Number::of(std::numeric_limits<double>::infinity()))},
                       false));
        case Op::Where:
            return whereStep(argument(node, 0, map), argument(node, 1, map), argument(node, 2, map),
                             block());
        case Op::Relabel: {
            const Node& from = at(here.args[0]);
            if (from.op == Op::Input && from.kind == Kind::Integer &&
                array::itemSize(from.dtype) == 1) {
                return relabelLeaf(here, *leafOf(here.args[0], map), cursor());
            }
            return relabelStep(here, argument(node, 0, map), block());
        }
        case Op::Any:
        case Op::All:
        case Op::Sum:
        case Op::Mean:
        case Op::Least:
        case Op::Most:
        case Op::ArgLeast:
        case Op::ArgMost:
            return reduction(node, map);
        default:
            return binaryStep(here, argument(node, 0, map), argument(node, 1, map), block());
    }
}

}  // namespace frisket::rules
