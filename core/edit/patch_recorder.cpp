// SPDX-License-Identifier: MIT
#include "core/edit/patch_recorder.h"

#include <algorithm>
#include <bit>

#include "core/edit/patch_builder.h"

namespace frisket::edit {

std::size_t PatchRecorder::Hash::operator()(const Key& key) const {
    // Multiplying by an odd constant near 2^64 / golden ratio spreads neighbours (Fibonacci
    // hashing: D. E. Knuth, The Art of Computer Programming 3, section 6.4).
    const std::uint64_t mixed = (static_cast<std::uint64_t>(key.rowBlock) * 0x9e3779b97f4a7c15ULL +
                                 static_cast<std::uint64_t>(key.wordIndex)) *
                                0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
}

TileWords& PatchRecorder::tile(std::int64_t rowBlock, std::int64_t wordIndex) {
    std::unique_ptr<TileWords>& tile = m_tiles[{rowBlock, wordIndex}];
    if (!tile) {
        tile = std::make_unique<TileWords>();
    }
    return *tile;
}

condition::Word PatchRecorder::changed(std::int64_t row, std::int64_t wordIndex) const {
    const auto found = m_tiles.find({row / kTileRows, wordIndex});
    return found == m_tiles.end() ? condition::Word{0}
                                  : (*found->second)[static_cast<std::size_t>(row % kTileRows)];
}

BitPatch PatchRecorder::take(base::ThreadPool* pool) {
    Sorted sorted;
    sorted.reserve(m_tiles.size());
    for (const auto& [key, tile] : m_tiles) {
        sorted.emplace_back(key, tile.get());
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first.rowBlock, a.first.wordIndex) <
               std::pair(b.first.rowBlock, b.first.wordIndex);
    });
    // Pieces of whole row blocks, which are coded apart.
    constexpr std::size_t kPieceTiles = 4096;
    std::vector<std::size_t> begins{0};
    for (std::size_t i = kPieceTiles; i < sorted.size(); ++i) {
        if (i - begins.back() >= kPieceTiles &&
            sorted[i].first.rowBlock != sorted[i - 1].first.rowBlock) {
            begins.push_back(i);
        }
    }
    begins.push_back(sorted.size());
    std::vector<BitPatch> pieces(begins.size() - 1);
    const auto codePieces = [&](std::int64_t first, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(end); ++i) {
            pieces[i] = coded(sorted, begins[i], begins[i + 1]);
        }
    };
    const auto count = static_cast<std::int64_t>(pieces.size());
    if (pool != nullptr && count > 1) {
        pool->forRange(count, 1, codePieces);
    } else {
        codePieces(0, count);
    }
    BitPatch patch;
    for (BitPatch& piece : pieces) {
        patch.append(std::move(piece));
    }
    clear();
    return patch;
}

BitPatch PatchRecorder::coded(const Sorted& sorted, std::size_t first, std::size_t end) {
    PatchBuilder builder;
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(end);
    for (auto begin = sorted.begin() + static_cast<std::ptrdiff_t>(first); begin != last;) {
        const std::int64_t rowBlock = begin->first.rowBlock;
        const auto blockEnd = std::find_if(
            begin, last, [&](const auto& tile) { return tile.first.rowBlock != rowBlock; });
        for (std::int64_t r = 0; r < kTileRows; ++r) {
            for (auto tile = begin; tile != blockEnd; ++tile) {
                builder.add(rowBlock * kTileRows + r, tile->first.wordIndex,
                            (*tile->second)[static_cast<std::size_t>(r)]);
            }
        }
        begin = blockEnd;
    }
    return builder.take();
}

base::Rect PatchRecorder::revert(condition::ConditionMask& mask) {
    base::Rect bounds;
    for (const auto& [key, tile] : m_tiles) {
        for (std::size_t r = 0; r < tile->size(); ++r) {
            const condition::Word word = (*tile)[r];
            if (word != 0) {
                const std::int64_t row = key.rowBlock * kTileRows + static_cast<std::int64_t>(r);
                mask.row(row)[key.wordIndex] ^= word;
                const std::int64_t left = key.wordIndex * condition::kWordBits;
                bounds =
                    bounds.united({left + std::countr_zero(word), row,
                                   left + condition::kWordBits - std::countl_zero(word), row + 1});
            }
        }
    }
    clear();
    return bounds;
}

void PatchRecorder::clear() {
    m_tiles.clear();
    m_recent.fill({});
}

}  // namespace frisket::edit
