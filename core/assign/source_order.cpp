// SPDX-License-Identifier: MIT
#include "core/assign/source_order.h"

#include <algorithm>
#include <optional>

#include "core/assign/rank_walk.h"

namespace frisket::assign {

void sourceOrder(const AssignPlan& plan, const Inputs& inputs, const PlaneSamples& samples,
                 std::int64_t* out) {
    PlaneWindow plane = samples.plane;
    plane.x0 = plane.y0 = 0;
    plane.step = 1;
    const array::Layout to = planeLayout(plan.destination(), plane);
    const array::Layout where = planeLayout(plan.condition(), plane);
    const std::int64_t length = plan.source().count();
    std::optional<RankWalk> walk;
    if (plan.addressing() == Addressing::ByRank) {
        walk.emplace(*inputs.ranks, *inputs.condition);
    }
    for (const std::int64_t y : samples.rows) {
        const std::int64_t flat = to.offset + y * to.strides[0];
        const std::int64_t bit = where.offset + y * where.strides[0];
        for (const std::int64_t x : samples.columns) {
            if (!inputs.condition->at(bit + x * where.strides[1])) {
                *out++ = -1;
                continue;
            }
            const std::int64_t element = flat + x * to.strides[1];
            const std::int64_t taken = walk ? walk->at(element) : element;
            *out++ = plan.wraps() ? taken % length : std::min(taken, length - 1);
        }
    }
}

}  // namespace frisket::assign
