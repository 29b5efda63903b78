// SPDX-License-Identifier: MIT
#include "core/assign/reference.h"

#include "core/assign/cast.h"

namespace frisket::assign {

void assignReference(const AssignPlan& plan, const Inputs& inputs, std::byte* destination) {
    const std::int64_t count = plan.destination().count();
    const std::int64_t length = plan.source().count();
    const std::int64_t size = array::itemSize(plan.destinationType());
    const std::byte* source = plan.value() ? plan.value()->data() : inputs.source;
    const CastRun cast = castRun(plan.sourceType(), plan.destinationType());
    std::int64_t rank = 0;
    for (std::int64_t flat = 0; flat < count; ++flat) {
        const array::Index index = array::unravel(flat, plan.shape());
        if (!inputs.condition->at(plan.condition().at(index))) {
            continue;
        }
        std::int64_t from = plan.addressing() == Addressing::ByRank ? rank++ : flat;
        if (plan.addressing() == Addressing::Aligned) {
            from = plan.source().at(index);
        } else if (length == 0) {
            continue;
        } else {
            from = plan.source().at(array::unravel(from % length, plan.source().shape));
        }
        cast(source + from * array::itemSize(plan.sourceType()), 1, 1,
             destination + plan.destination().at(index) * size);
    }
}

}  // namespace frisket::assign
