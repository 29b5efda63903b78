// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/assign/cast.h"
#include "core/assign/condition_pieces.h"
#include "core/assign/plan.h"

namespace frisket::assign {

/// A source that is consumed in C order of its own shape: element k of it, or k mod its length.
/// Hands out packed lanes, cast if need be. Has buffers of its own: one for each thread.
class SourceSequence {
public:
    /// `source` is the storage of the plan's source (place 0). With `raw` the lanes keep the
    /// source's dtype, else they have the destination's.
    SourceSequence(const AssignPlan& plan, const std::byte* source, bool raw = false);

    /// Elements [first, first + count), count in 0..kTileLanes, each of laneBytes. Without
    /// wrapping they must exist. Valid until the next call.
    [[nodiscard]] const std::byte* lanes(std::int64_t first, std::int64_t count);
    /// How many elements from `first` on lie packed in the source, so that they need no tile; 0
    /// where a cast or a stride is in the way.
    [[nodiscard]] std::int64_t packedFrom(std::int64_t first) const;
    /// Address of element `first` where `packedFrom` says that it lies there.
    [[nodiscard]] const std::byte* packed(std::int64_t first) const;

    /// Address of element `k` (or k mod length) in the source's dtype.
    [[nodiscard]] const std::byte* element(std::int64_t k) const;

private:
    void convert(std::int64_t first, std::int64_t count, std::byte* to) const;

    const std::byte* m_source;
    array::Layout m_layout;
    LoopNest m_walk;
    std::int64_t m_length;
    std::int64_t m_sourceBytes;
    std::int64_t m_laneBytes;
    bool m_packed;
    CastRun m_cast;  ///< null where the lanes have the source's dtype
    std::vector<std::byte> m_tile;
    bool m_repeated = false;  ///< a short source lies in the tile, again and again
};

}  // namespace frisket::assign
