// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/thread_pool.h"
#include "core/edit/bit_patch.h"

namespace frisket::edit {

/// Packed rows in one tile of what is being recorded.
inline constexpr std::int64_t kTileRows = 64;

/// What changed in one word column of 64 packed rows: 64 x 64 elements.
using TileWords = std::array<condition::Word, kTileRows>;

/// Collects the changes of one stroke: each word changed, any number of times and in any order.
/// Memory and time follow what is touched, not the size of the condition.
class PatchRecorder {
public:
    /// The word of changes collected so far at packed row `row`, word `wordIndex`; xor the new
    /// ones in. Valid until the next call.
    [[nodiscard]] condition::Word& at(std::int64_t row, std::int64_t wordIndex) {
        const std::int64_t block = row / kTileRows;
        Recent& recent = m_recent[static_cast<std::size_t>(wordIndex) % m_recent.size()];
        if (recent.tile == nullptr || recent.rowBlock != block || recent.wordIndex != wordIndex) {
            recent = {block, wordIndex, &tile(block, wordIndex)};
        }
        return (*recent.tile)[static_cast<std::size_t>(row % kTileRows)];
    }

    /// The same to read; 0 where nothing was recorded.
    [[nodiscard]] condition::Word changed(std::int64_t row, std::int64_t wordIndex) const;
    [[nodiscard]] bool empty() const { return m_tiles.empty(); }

    /// The changes in compact form; the recorder is empty afterwards. On the threads of `pool`, if
    /// there is one, where the changes are many. Throws std::bad_alloc with
    /// everything still in the recorder.
    [[nodiscard]] BitPatch take(base::ThreadPool* pool = nullptr);
    /// Flips the changes back in `mask`, without needing memory; the recorder is empty afterwards.
    /// Returns the rectangle that changed, in packed coordinates.
    base::Rect revert(condition::ConditionMask& mask);

private:
    struct Key {
        std::int64_t rowBlock = 0;
        std::int64_t wordIndex = 0;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    /// A dab walks row by row through the same few tiles; this finds them without hashing.
    struct Recent {
        std::int64_t rowBlock = 0;
        std::int64_t wordIndex = 0;
        TileWords* tile = nullptr;
    };

    using Sorted = std::vector<std::pair<Key, const TileWords*>>;

    /// Tiles [first, end), whole row blocks.
    [[nodiscard]] static BitPatch coded(const Sorted& sorted, std::size_t first, std::size_t end);
    [[nodiscard]] TileWords& tile(std::int64_t rowBlock, std::int64_t wordIndex);
    void clear();

    std::unordered_map<Key, std::unique_ptr<TileWords>, Hash> m_tiles;
    std::array<Recent, 256> m_recent{};
};

}  // namespace frisket::edit
