// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include "core/assign/rank_index.h"
#include "core/assign/run.h"

namespace frisket::assign {

/// What a plan needs beside its operands: ranks where it addresses ByRank, and a packed condition
/// where it `packsCondition`. Nothing for the other plans, which it costs nothing to make for.
class PreparedInputs {
public:
    /// `source` (place 0, null where the plan has a value) and `condition` must live as long.
    /// Fails with OutOfMemory. (That no more is selected than the plan was made for, is the
    /// caller's to see to before the plan runs; assignAll looks.)
    [[nodiscard]] static base::Result<PreparedInputs> make(
        const AssignPlan& plan, const std::byte* source, const condition::ConditionMask& condition,
        base::ThreadPool& pool);

    [[nodiscard]] Inputs inputs() const { return {m_source, m_condition, m_ranks.get()}; }

    /// To be told that the elements in `ranges` (RankIndex::update) of the destination may be
    /// selected or not by now. Only where the condition is not packed; make anew where it is.
    void conditionChanged(std::span<const array::ElementRange> ranges, base::ThreadPool& pool);
    /// The same for elements [begin, end).
    void conditionChanged(std::int64_t begin, std::int64_t end, base::ThreadPool& pool);
    /// Whether it needs to be told at all.
    [[nodiscard]] bool followsCondition() const { return m_ranks != nullptr; }

private:
    const std::byte* m_source = nullptr;
    const condition::ConditionMask* m_condition = nullptr;
    std::unique_ptr<condition::ConditionMask> m_packed;
    std::unique_ptr<RankIndex> m_ranks;
};

}  // namespace frisket::assign
