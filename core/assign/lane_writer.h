// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/blend.h"
#include "core/assign/condition_pieces.h"
#include "core/assign/expand.h"
#include "core/assign/source_reader.h"

namespace frisket::assign {

/// Writes lanes under pieces of a condition to a destination of any step: the kernels where it is
/// packed, else a set bit at a time.
class LaneWriter {
public:
    /// `step` in elements of `laneBytes`.
    LaneWriter(std::int64_t laneBytes, std::int64_t step, Stores stores)
        : m_laneBytes(laneBytes),
          m_step(step),
          m_stores(stores),
          m_blend(blendRun(laneBytes)),
          m_expand(expandRun(laneBytes)) {}

    /// Lane i goes to element i of `destination`, which is the address of the piece's first, where
    /// the piece is True. A `full` piece may be longer than its words.
    void blend(std::byte* destination, const Lanes& lanes, const Piece& piece) const;
    /// Lane k goes to the k-th True element; returns how many are True. There are `count` lanes, at
    /// least as many. Not for `full` pieces, for which a blend does the same.
    std::int64_t expand(std::byte* destination, const std::byte* lanes, std::int64_t count,
                        const Piece& piece) const;

private:
    std::int64_t m_laneBytes;
    std::int64_t m_step;
    Stores m_stores;
    BlendRun m_blend;
    ExpandRun m_expand;
};

}  // namespace frisket::assign
