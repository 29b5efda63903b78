// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "core/array/box.h"
#include "core/assign/plan.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

namespace frisket::assign {

class ConditionPieces;

/// How many elements are selected before each block of kBlock elements in C order of the
/// destination, so that the rank of any one costs the bits of its own block. It is what makes modes
/// that consume the source in order as local to look at as the others. 8 bytes a block: 1/32 of the
/// condition's bits.
class RankIndex {
public:
    static constexpr std::int64_t kBlock = 2048;

    /// `condition` is what the plan's condition layout counts in; the same must be given to all
    /// calls, edited meanwhile only where `update` was told.
    RankIndex(const AssignPlan& plan, const condition::ConditionMask& condition,
              base::ThreadPool& pool);

    /// Counts the blocks of the elements in `ranges`, which ascend and don't meet, again and moves
    /// the counts behind them, once for all ranges. Throws std::bad_alloc before anything changes.
    void update(const condition::ConditionMask& condition,
                std::span<const array::ElementRange> ranges, base::ThreadPool& pool);
    /// The same for elements [begin, end).
    void update(const condition::ConditionMask& condition, std::int64_t begin, std::int64_t end,
                base::ThreadPool& pool);

    /// All selected elements.
    [[nodiscard]] std::int64_t total() const { return m_before.back(); }
    /// Selected elements before element `flat`, 0 <= flat <= count.
    [[nodiscard]] std::int64_t rank(const condition::ConditionMask& condition,
                                    std::int64_t flat) const;
    /// The same with the condition's pieces along `stepping()`.
    [[nodiscard]] std::int64_t rank(ConditionPieces& pieces, std::int64_t flat) const;
    /// The element of rank `k`, 0 <= k < total().
    [[nodiscard]] std::int64_t select(const condition::ConditionMask& condition,
                                      std::int64_t k) const;
    /// Selected elements among [begin, end).
    [[nodiscard]] std::int64_t count(const condition::ConditionMask& condition, std::int64_t begin,
                                     std::int64_t end) const;

    /// How the condition moves along runs, for pieces of it.
    [[nodiscard]] const Stepping& stepping() const { return m_loops.condition(); }
    /// Makes the kBlock bits at `words` those of block `block`, whose first element is
    /// `block * kBlock`, in C order; bits past the last element are zero. `pieces` are the
    /// condition's along `stepping()`. Selected elements before that block.
    std::int64_t readBlock(ConditionPieces& pieces, std::int64_t block,
                           condition::Word* words) const;

    /// Whether the condition's flat places run as the destination's C order does; then element 0 is
    /// at place `offset()` of it.
    [[nodiscard]] bool isPlain() const { return m_plain; }
    [[nodiscard]] std::int64_t offset() const { return m_offset; }

private:
    /// Blocks [first, end) that are counted again; their counts go to `counts + at`.
    struct Blocks {
        std::int64_t first = 0;
        std::int64_t end = 0;
        std::int64_t at = 0;
    };

    /// The blocks that `ranges` touch, neighbours joined.
    [[nodiscard]] static std::vector<Blocks> blocksOf(std::span<const array::ElementRange> ranges);
    void countBlocks(const condition::ConditionMask& condition, ConditionPieces& pieces,
                     std::int64_t firstBlock, std::int64_t endBlock, std::int64_t* counts) const;

    LoopNest m_loops;
    bool m_plain;           ///< the condition's flat places run as the destination's C order does
    std::int64_t m_offset;  ///< then the place of element 0
    std::vector<std::int64_t> m_before;  ///< by block, and the total at the end
};

}  // namespace frisket::assign
