// SPDX-License-Identifier: MIT
#pragma once

#include "core/rules/leaf.h"

namespace frisket::rules {

/// Evaluates one node in one frame, on one thread: its steps over the leaves. Making one costs
/// microseconds; a loop on several threads makes one for each of its pieces.
class Machine {
public:
    /// What is stored of other nodes must be in `sources`; that of `node` is used if it is there.
    /// Reductions ask `progress` as they go; once it is cancelled, what is found means nothing.
    Machine(const Sources& sources, int node, const Frame& frame,
            base::Progress* progress = nullptr);

    /// Elements [first, first + count) of the frame, flat in its order. Of booleans: bits [0,
    /// count) of `out`; the rest of the last word is zero.
    void bits(std::int64_t first, std::int64_t count, condition::Word* out);
    /// Of numbers: a lane each, `out` aligned for them.
    void lanes(std::int64_t first, std::int64_t count, std::byte* out);

    /// Most elements of a piece.
    [[nodiscard]] std::int64_t block() const { return m_block; }

private:
    friend class StepBuilder;

    void chooseRun();
    /// Calls `take(piece, done)` for the pieces of a flat range, the cursor set for each.
    template <class Take>
    void forEachPiece(std::int64_t first, std::int64_t count, Take&& take);

    std::vector<std::int64_t> m_sizes;  ///< of the frame's loops
    std::vector<std::unique_ptr<Leaf>> m_leaves;
    Cursor m_cursor;
    base::Progress* m_progress;
    std::int64_t m_block = 0;
    std::size_t m_runBegin = 0;
    std::int64_t m_runLength = 1;
    bool m_hasLanes = false;  ///< some step works on lanes, not on bits alone
    StepPtr m_root;
    BitBlock m_bits;
};

/// Elements of a block: lanes of a few steps stay in the first cache; what is all bits is read by
/// longer stretches, which suits the memory, and stays in the second.
inline constexpr std::int64_t kLaneBlock = 1024;
inline constexpr std::int64_t kBitsBlock = 32768;

}  // namespace frisket::rules
