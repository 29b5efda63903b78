// SPDX-License-Identifier: MIT
#include "core/assign/prepared.h"

#include <new>

#include "core/condition/viewed.h"

namespace frisket::assign {

base::Result<PreparedInputs> PreparedInputs::make(const AssignPlan& plan, const std::byte* source,
                                                  const condition::ConditionMask& condition,
                                                  base::ThreadPool& pool) {
    PreparedInputs out;
    out.m_source = source;
    out.m_condition = &condition;
    if (plan.packsCondition()) {
        auto packed = condition::packed(condition, plan.givenCondition(), plan.shape());
        if (!packed) {
            return base::passOn(packed);
        }
        out.m_packed = std::make_unique<condition::ConditionMask>(*std::move(packed));
        out.m_condition = out.m_packed.get();
    }
    if (plan.addressing() == Addressing::ByRank) {
        try {
            out.m_ranks = std::make_unique<RankIndex>(plan, *out.m_condition, pool);
        } catch (const std::bad_alloc&) {
            return base::fail(base::ErrorCode::OutOfMemory,
                              "There is no memory to count the condition's elements.",
                              "Close other programs, or work on a part of the array.");
        }
    }
    return out;
}

void PreparedInputs::conditionChanged(std::span<const array::ElementRange> ranges,
                                      base::ThreadPool& pool) {
    if (m_ranks) {
        m_ranks->update(*m_condition, ranges, pool);
    }
}

void PreparedInputs::conditionChanged(std::int64_t begin, std::int64_t end,
                                      base::ThreadPool& pool) {
    const array::ElementRange range{begin, end};
    conditionChanged(std::span(&range, 1), pool);
}

}  // namespace frisket::assign
