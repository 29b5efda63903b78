// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/array/box.h"
#include "core/condition/bits.h"
#include "core/edit/value_patch.h"

namespace frisket::edit {

/// Collects what one stroke changes in a destination: by which bits (old ^ new), any number of
/// times and in any order. Memory and time follow what is touched: tiles of 64 x 64 pixels of the
/// planes that are painted.
class ValueRecorder {
public:
    static constexpr std::int64_t kTileSide = condition::kWordBits;

    struct Tile {
        /// By row: which pixels have the value that is being painted for certain, so that nobody
        /// looks at them again.
        std::array<condition::Word, kTileSide> done{};
        /// Rows of kTileSide elements; null until one changed.
        std::unique_ptr<std::byte[]> flips;
    };

    explicit ValueRecorder(std::int64_t itemSize) : m_itemSize(itemSize) {}

    /// Says in which plane the next tiles lie; planes of one stroke are equal or have no element in
    /// common.
    void choosePlane(const condition::Plane& plane);
    /// The tile of pixels (64 * column, 64 * row) and on. Valid until `take` or `clear`.
    [[nodiscard]] Tile& at(std::int64_t row, std::int64_t column) {
        Recent& recent = m_recent[static_cast<std::size_t>(column) % m_recent.size()];
        if (recent.tile == nullptr || recent.row != row || recent.column != column) {
            recent = {row, column, &tile(row, column)};
        }
        return *recent.tile;
    }
    /// Memory for its changes; throws std::bad_alloc.
    void makeFlips(Tile& tile) const;
    /// Another value is painted from now on.
    void forgetDone();

    /// The changes in compact form; the recorder is empty afterwards. On the threads of `pool`, if
    /// there is one, where they are many. Throws std::bad_alloc with everything still in the
    /// recorder.
    [[nodiscard]] ValuePatch take(array::DType dtype, base::ThreadPool* pool);
    /// Calls `flip(flat, bits)` for each element that changed, `bits` being as many bytes as an
    /// element has; needs no memory.
    template <class Flip>
    void forEachFlip(Flip&& flip) const;
    void clear();

private:
    struct Key {
        std::size_t plane = 0;
        std::int64_t row = 0;
        std::int64_t column = 0;
        bool operator==(const Key&) const = default;
        auto operator<=>(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    /// A dab walks row by row through the same few tiles; this finds them without hashing.
    struct Recent {
        std::int64_t row = 0;
        std::int64_t column = 0;
        Tile* tile = nullptr;
    };
    using Sorted = std::vector<std::pair<Key, const Tile*>>;

    [[nodiscard]] Tile& tile(std::int64_t row, std::int64_t column);
    [[nodiscard]] bool isChanged(const std::byte* flips, std::int64_t count) const;
    /// What of a tile changed, cut to whole rows; of no rows where nothing did.
    struct Part {
        std::int64_t firstRow = 0;
        ValuePatch::Piece piece;
    };
    [[nodiscard]] Part partOf(const Key& key, const Tile& tile) const;
    /// Tiles [first, end) as a block, and how many elements it changes.
    [[nodiscard]] std::pair<ValuePatch::Block, std::int64_t> blockOf(const Sorted& sorted,
                                                                     std::size_t first,
                                                                     std::size_t end) const;

    std::int64_t m_itemSize;
    std::vector<condition::Plane> m_planes;
    std::size_t m_plane = 0;
    std::unordered_map<Key, Tile, Hash> m_tiles;
    std::array<Recent, 256> m_recent{};
};

template <class Flip>
void ValueRecorder::forEachFlip(Flip&& flip) const {
    for (const auto& [key, tile] : m_tiles) {
        if (!tile.flips) {
            continue;
        }
        const condition::Plane& plane = m_planes[key.plane];
        for (std::int64_t i = 0; i < kTileSide * kTileSide; ++i) {
            const std::byte* bits = tile.flips.get() + i * m_itemSize;
            if (isChanged(bits, 1)) {
                flip(plane.origin + (key.row * kTileSide + i / kTileSide) * plane.strideY +
                         (key.column * kTileSide + i % kTileSide) * plane.strideX,
                     bits);
            }
        }
    }
}

}  // namespace frisket::edit
