// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/assign/cast.h"
#include "core/assign/condition_pieces.h"

namespace frisket::assign {

/// Lanes of an operand, packed, or one lane for all.
struct Lanes {
    const std::byte* data = nullptr;
    bool splat = false;
};

/// The elements of a source along the runs of a loop nest as packed lanes, cast if need be, without
/// more memory than a tile. Has buffers of its own: one for each thread.
class SourceReader {
public:
    /// `source` is the storage (place 0) of elements of `from`; the lanes are of dtype `to`.
    SourceReader(const std::byte* source, array::DType from, array::DType to,
                 const Stepping& stepping);

    /// Whether the lanes lie packed in the source, or are one lane, so that `lanes` takes any
    /// count.
    [[nodiscard]] bool isDirect() const { return m_splat || m_direct; }
    /// Whether all lanes of a run are the same, so that `lanes` gives one.
    [[nodiscard]] bool isSplat() const { return m_splat; }
    /// Elements [offset, offset + count) of `run`; count <= kTileLanes unless isDirect(). Valid
    /// until the next call.
    [[nodiscard]] Lanes lanes(const Run& run, std::int64_t offset, std::int64_t count);

    /// The lanes of the True elements of `piece` alone, one after the other, at most
    /// Stretch::kPicked of them; `piece` is not full. Reads nothing else of the source. Valid until
    /// the next call.
    [[nodiscard]] const std::byte* pick(const Run& run, const Piece& piece);

private:
    void convert(const std::byte* from, std::int64_t step, std::int64_t count, std::byte* to) const;
    const std::byte* folded(const Run& run, std::int64_t offset, std::int64_t count);
    void gatherFolded(std::int64_t place, std::int64_t first, std::int64_t count, std::byte* to);

    const std::byte* m_source;
    Stepping m_stepping;
    std::int64_t m_sourceBytes;
    std::int64_t m_laneBytes;
    CastRun m_cast;  ///< null where no cast is needed
    bool m_splat;
    bool m_direct;
    std::int64_t m_kept = -1;  ///< place whose lane, or whose period, lies in the tile
    std::vector<std::byte> m_tile;
    std::vector<std::byte> m_raw;  ///< elements before the cast
    alignas(8) std::array<std::byte, Stretch::kPicked * 8> m_pickedRaw;
    alignas(8) std::array<std::byte, Stretch::kPicked * 8> m_picked;
};

}  // namespace frisket::assign
