// SPDX-License-Identifier: MIT
#include "core/edit/bit_patch.h"

#include <bit>
#include <cassert>

namespace frisket::edit {

using condition::kWordBits;
using condition::Word;

void BitPatch::append(std::int64_t rowBlock, std::int64_t wordIndex, const TileWords& changed) {
    assert(m_tiles.empty() || m_tiles.back().rowBlock < rowBlock ||
           (m_tiles.back().rowBlock == rowBlock && m_tiles.back().wordIndex < wordIndex));
    Tile tile{rowBlock, wordIndex, 0, 0};
    Word any = 0;
    for (std::size_t r = 0; r < changed.size(); ++r) {
        const Word word = changed[r];
        if (word == 0) {
            continue;
        }
        any |= word;
        m_changed += condition::popCount(word);
        if (word == ~Word{0}) {
            tile.full |= Word{1} << r;
        } else {
            tile.partial |= Word{1} << r;
            m_words.push_back(word);
        }
    }
    if (any == 0) {
        return;
    }
    m_tiles.push_back(tile);
    const Word rows = tile.full | tile.partial;
    const std::int64_t left = wordIndex * kWordBits;
    const std::int64_t top = rowBlock * kTileRows;
    m_bounds = m_bounds.united({left + std::countr_zero(any), top + std::countr_zero(rows),
                                left + kWordBits - std::countl_zero(any),
                                top + kTileRows - std::countl_zero(rows)});
}

void BitPatch::shrinkToFit() {
    m_tiles.shrink_to_fit();
    m_words.shrink_to_fit();
}

void BitPatch::applyTo(condition::ConditionMask& mask) const {
    const Word* next = m_words.data();
    for (const Tile& tile : m_tiles) {
        const std::int64_t top = tile.rowBlock * kTileRows;
        for (Word rows = tile.full | tile.partial; rows != 0; rows &= rows - 1) {
            const int r = std::countr_zero(rows);
            const bool isFull = ((tile.full >> static_cast<unsigned>(r)) & 1U) != 0;
            mask.row(top + r)[tile.wordIndex] ^= isFull ? ~Word{0} : *next++;
        }
    }
}

std::int64_t BitPatch::byteSize() const {
    return static_cast<std::int64_t>(sizeof(*this) + m_tiles.capacity() * sizeof(Tile) +
                                     m_words.capacity() * sizeof(Word));
}

}  // namespace frisket::edit
