// SPDX-License-Identifier: MIT
#include "core/assign/reference.h"

#include "core/assign/cast.h"

namespace frisket::assign {

void assignReference(const AssignPlan& plan, const Inputs& inputs, std::byte* destination) {
    const std::int64_t count = plan.destination().count();
    const std::byte* source = plan.value() ? plan.value()->data() : inputs.source;
    const CastRun cast = castRun(plan.sourceType(), plan.destinationType());
    for (std::int64_t flat = 0; flat < count; ++flat) {
        const array::Index index = array::unravel(flat, plan.shape());
        if (inputs.condition->at(plan.condition().at(index))) {
            cast(source + plan.source().at(index) * array::itemSize(plan.sourceType()), 1, 1,
                 destination +
                     plan.destination().at(index) * array::itemSize(plan.destinationType()));
        }
    }
}

}  // namespace frisket::assign
