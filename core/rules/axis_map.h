// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/rules/rule.h"
#include "core/rules/stored.h"

namespace frisket::rules {

/// Where the index along an axis of a node comes from: `at`, and on top the index of that loop.
struct AxisPlace {
    int loop = -1;  ///< none
    std::int64_t at = 0;
};
using AxisMap = std::vector<AxisPlace>;

/// The loops of the axes in `order`, by their place in it.
[[nodiscard]] AxisMap mapOf(const Frame& frame);
/// The map of an argument of an element-wise node.
[[nodiscard]] AxisMap broadcastMap(const AxisMap& map, const array::Shape& shape,
                                   const array::Shape& argument);
/// Of the argument of a View.
[[nodiscard]] AxisMap viewMap(const AxisMap& map, const Node& node);
/// Of the argument of a reduction along an axis, whose loop is `loop`.
[[nodiscard]] AxisMap reducedMap(const AxisMap& map, const Node& node, int loop);

}  // namespace frisket::rules
