// SPDX-License-Identifier: MIT
#include "core/rules/axis_map.h"

#include <algorithm>
#include <numeric>

namespace frisket::rules {

using array::Box;
using array::Shape;

Frame Frame::of(const Box& box) {
    Frame frame{box, std::vector<int>(static_cast<std::size_t>(box.rank()))};
    std::iota(frame.order.begin(), frame.order.end(), 0);
    return frame;
}

Frame Frame::wholeOf(const Shape& shape) { return of(Box::wholeOf(shape)); }

std::int64_t Frame::count() const {
    std::int64_t count = 1;
    for (const int axis : order) {
        count *= box.end[axis] - box.begin[axis];
    }
    return count;
}

AxisMap mapOf(const Frame& frame) {
    AxisMap map(static_cast<std::size_t>(frame.box.rank()));
    for (int axis = 0; axis < frame.box.rank(); ++axis) {
        map[static_cast<std::size_t>(axis)].at = frame.box.begin[axis];
    }
    for (std::size_t loop = 0; loop < frame.order.size(); ++loop) {
        map[static_cast<std::size_t>(frame.order[loop])].loop = static_cast<int>(loop);
    }
    return map;
}

AxisMap broadcastMap(const AxisMap& map, const Shape& shape, const Shape& argument) {
    const int missing = shape.rank() - argument.rank();
    AxisMap found(map.begin() + missing, map.end());
    for (int axis = 0; axis < argument.rank(); ++axis) {
        if (argument[axis] == 1 && shape[axis + missing] != 1) {
            found[static_cast<std::size_t>(axis)] = {};
        }
    }
    return found;
}

AxisMap viewMap(const AxisMap& map, const Node& node) {
    AxisMap found(node.view.size());
    for (std::size_t axis = 0; axis < found.size(); ++axis) {
        const ViewAxis& from = node.view[axis];
        found[axis] = from.to < 0 ? AxisPlace{-1, from.at} : map[static_cast<std::size_t>(from.to)];
    }
    return found;
}

AxisMap reducedMap(const AxisMap& map, const Node& node, int loop) {
    AxisMap found = map;
    found.insert(found.begin() + node.axis, AxisPlace{loop, 0});
    return found;
}

namespace {
class DemandWalk {
public:
    DemandWalk(const Sources& sources, Demands& found) : m_sources(sources), m_found(found) {}

    void start(int node, const Frame& frame, bool itself) {
        for (const int axis : frame.order) {
            m_sizes.push_back(frame.box.end[axis] - frame.box.begin[axis]);
        }
        if (itself) {
            visit(node, mapOf(frame));
        } else {
            visitArguments(node, mapOf(frame));
        }
    }

private:
    void visit(int place, const AxisMap& map) {
        const Node& node = m_sources.rule.at(place);
        if (!node.stored) {
            visitArguments(place, map);
            return;
        }
        if (m_sources.stored.count(place) > 0) {
            return;
        }
        Box box = Box::wholeOf(node.shape);
        for (int axis = 0; axis < box.rank() && !node.reach.global; ++axis) {
            const AxisPlace& from = map[static_cast<std::size_t>(axis)];
            box.begin[axis] = from.at;
            box.end[axis] =
                from.at + (from.loop < 0 ? 1 : m_sizes[static_cast<std::size_t>(from.loop)]);
        }
        const auto [entry, isNew] = m_found.emplace(place, box);
        if (!isNew) {
            entry->second = entry->second.united(box);
        }
    }

    void visitArguments(int place, const AxisMap& map) {
        const Node& node = m_sources.rule.at(place);
        for (const int arg : node.args) {
            const array::Shape& shape = m_sources.rule.at(arg).shape;
            if (node.op == Op::View) {
                visit(arg, viewMap(map, node));
            } else if (node.op >= Op::Any && node.op <= Op::ArgMost) {
                m_sizes.push_back(shape[node.axis]);
                visit(arg, reducedMap(map, node, static_cast<int>(m_sizes.size()) - 1));
                m_sizes.pop_back();
            } else {
                visit(arg, broadcastMap(map, node.shape, shape));
            }
        }
    }

    const Sources& m_sources;
    Demands& m_found;
    std::vector<std::int64_t> m_sizes;  ///< of the loops
};
}  // namespace

void collectDemands(const Sources& sources, int node, const Frame& frame, bool itself,
                    Demands& demands) {
    DemandWalk(sources, demands).start(node, frame, itself);
}

}  // namespace frisket::rules
