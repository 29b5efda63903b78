// SPDX-License-Identifier: MIT
#include "core/edit/value_recorder.h"

#include <algorithm>
#include <cstring>

#include "core/edit/packed_bytes.h"

namespace frisket::edit {

namespace {
using condition::Plane;

/// Bytes that are compressed together: enough for runs of one label to cost nothing, few enough for
/// several threads.
constexpr std::int64_t kBlockBytes = std::int64_t{1} << 20U;

bool isSame(const Plane& a, const Plane& b) {
    return a.origin == b.origin && a.strideY == b.strideY && a.strideX == b.strideX &&
           a.height == b.height && a.width == b.width;
}

template <class Lane>
std::int64_t countLanes(const std::byte* flips, std::int64_t count) {
    std::int64_t changed = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        Lane lane;
        std::memcpy(&lane, flips + i * static_cast<std::int64_t>(sizeof lane), sizeof lane);
        changed += lane != 0 ? 1 : 0;
    }
    return changed;
}

/// How many of `count` elements are not zero.
std::int64_t countChanged(const std::byte* flips, std::int64_t count, std::int64_t itemSize) {
    switch (itemSize) {
        case 1:
            return countLanes<std::uint8_t>(flips, count);
        case 2:
            return countLanes<std::uint16_t>(flips, count);
        case 4:
            return countLanes<std::uint32_t>(flips, count);
        default:
            return countLanes<std::uint64_t>(flips, count);
    }
}
}  // namespace

std::size_t ValueRecorder::Hash::operator()(const Key& key) const {
    // As in PatchRecorder: Fibonacci hashing.
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed =
        (static_cast<std::uint64_t>(key.row) * kSpread + static_cast<std::uint64_t>(key.column)) *
        kSpread;
    mixed = (mixed + key.plane) * kSpread;
    return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
}

void ValueRecorder::choosePlane(const Plane& plane) {
    if (m_plane < m_planes.size() && isSame(m_planes[m_plane], plane)) {
        return;
    }
    const auto known = std::find_if(m_planes.begin(), m_planes.end(),
                                    [&](const Plane& each) { return isSame(each, plane); });
    const auto found = static_cast<std::size_t>(known - m_planes.begin());
    if (known == m_planes.end()) {
        m_planes.push_back(plane);
    }
    m_plane = found;
    m_recent.fill({});
}

ValueRecorder::Tile& ValueRecorder::tile(std::int64_t row, std::int64_t column) {
    return m_tiles[{m_plane, row, column}];  // nodes stay where they are
}

void ValueRecorder::makeFlips(Tile& tile) const {
    if (!tile.flips) {
        tile.flips = std::make_unique<std::byte[]>(
            static_cast<std::size_t>(kTileSide * kTileSide * m_itemSize));
    }
}

void ValueRecorder::forgetDone() {
    for (auto& [key, tile] : m_tiles) {
        tile.done.fill(0);
    }
}

bool ValueRecorder::isChanged(const std::byte* flips, std::int64_t count) const {
    return std::any_of(flips, flips + count * m_itemSize,
                       [](std::byte bits) { return bits != std::byte{0}; });
}

ValueRecorder::Part ValueRecorder::partOf(const Key& key, const Tile& tile) const {
    const Plane& plane = m_planes[key.plane];
    const std::int64_t top = key.row * kTileSide;
    const std::int64_t left = key.column * kTileSide;
    std::int64_t first = 0;
    std::int64_t end = std::min(kTileSide, plane.height - top);
    const auto rowIsChanged = [&](std::int64_t row) {
        return countChanged(tile.flips.get() + row * kTileSide * m_itemSize, kTileSide,
                            m_itemSize) > 0;
    };
    while (first < end && !rowIsChanged(first)) {
        ++first;
    }
    while (end > first && !rowIsChanged(end - 1)) {
        --end;
    }
    return {first,
            {plane.origin + (top + first) * plane.strideY + left * plane.strideX, plane.strideY,
             plane.strideX, end - first, std::min(kTileSide, plane.width - left)}};
}

std::pair<ValuePatch::Block, std::int64_t> ValueRecorder::blockOf(const Sorted& sorted,
                                                                  std::size_t first,
                                                                  std::size_t end) const {
    ValuePatch::Block block;
    std::vector<std::byte> flips;
    flips.reserve((end - first) * static_cast<std::size_t>(kTileSide * kTileSide * m_itemSize));
    std::int64_t changed = 0;
    for (std::size_t i = first; i < end; ++i) {
        const Tile& tile = *sorted[i].second;
        const Part part = partOf(sorted[i].first, tile);
        if (part.piece.height == 0) {
            continue;  // painted and painted back
        }
        block.pieces.push_back(part.piece);
        block.elements += part.piece.height * part.piece.width;
        for (std::int64_t row = 0; row < part.piece.height; ++row) {
            const std::byte* from =
                tile.flips.get() + (part.firstRow + row) * kTileSide * m_itemSize;
            flips.insert(flips.end(), from, from + part.piece.width * m_itemSize);
            changed += countChanged(from, part.piece.width, m_itemSize);
        }
    }
    if (changed > 0) {
        block.packed = BytePacker().pack(flips);
    }
    return {std::move(block), changed};
}

ValuePatch ValueRecorder::take(array::DType dtype, base::ThreadPool* pool) {
    Sorted sorted;
    sorted.reserve(m_tiles.size());
    for (const auto& [key, tile] : m_tiles) {
        if (tile.flips) {
            sorted.emplace_back(key, &tile);
        }
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto perBlock =
        static_cast<std::size_t>(kBlockBytes / (kTileSide * kTileSide * m_itemSize));
    std::vector<std::pair<ValuePatch::Block, std::int64_t>> blocks((sorted.size() + perBlock - 1) /
                                                                   perBlock);
    const auto makeBlocks = [&](std::int64_t first, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(end); ++i) {
            blocks[i] = blockOf(sorted, i * perBlock, std::min(sorted.size(), (i + 1) * perBlock));
        }
    };
    const auto count = static_cast<std::int64_t>(blocks.size());
    if (pool != nullptr && count > 1) {
        pool->forRange(count, 1, makeBlocks);
    } else {
        makeBlocks(0, count);
    }
    ValuePatch patch(dtype);
    for (auto& [block, changed] : blocks) {
        if (changed > 0) {
            patch.append(std::move(block), changed);
        }
    }
    clear();
    return patch;
}

void ValueRecorder::clear() {
    m_tiles.clear();
    m_planes.clear();
    m_plane = 0;
    m_recent.fill({});
}

}  // namespace frisket::edit
