// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "core/base/geometry.h"
#include "core/condition/condition_mask.h"

namespace frisket::edit {

/// Packed rows that one tile of a patch covers.
inline constexpr std::int64_t kTileRows = 64;

/// What changed in one word column of 64 packed rows: 64 x 64 elements.
using TileWords = std::array<condition::Word, kTileRows>;

/// Which bits of a condition an edit flipped: `before ^ after`. Undo and redo are the same xor.
/// Kept in tiles of 64 packed rows by one word, sorted; a tile stores neither the words that did
/// not change nor those that changed wholly, so a filled area costs 32 bytes for 4096 elements.
class BitPatch {
public:
    /// Adds the tile of packed rows [64 * rowBlock, 64 * rowBlock + 64) and word `wordIndex`; tiles
    /// come in ascending order of (rowBlock, wordIndex). One without a change adds nothing.
    void append(std::int64_t rowBlock, std::int64_t wordIndex, const TileWords& changed);
    /// Gives spare memory back, after the last tile.
    void shrinkToFit();

    /// Flips the bits; `mask` must have the shape that the patch was made for.
    void applyTo(condition::ConditionMask& mask) const;

    [[nodiscard]] bool empty() const { return m_tiles.empty(); }
    /// Elements that differ between before and after.
    [[nodiscard]] std::int64_t changedPixels() const { return m_changed; }
    /// Least rectangle of the change in packed coordinates: x counts the bits of a packed row, y
    /// the packed rows.
    [[nodiscard]] const base::Rect& packedBounds() const { return m_bounds; }
    /// Memory that the patch holds, itself included.
    [[nodiscard]] std::int64_t byteSize() const;

private:
    struct Tile {
        std::int64_t rowBlock = 0;
        std::int64_t wordIndex = 0;
        condition::Word full = 0;     ///< bit r: the word of row r is all ones, not stored
        condition::Word partial = 0;  ///< bit r: the word of row r is the next one in m_words
    };

    std::vector<Tile> m_tiles;
    std::vector<condition::Word> m_words;
    base::Rect m_bounds;
    std::int64_t m_changed = 0;
};

}  // namespace frisket::edit
