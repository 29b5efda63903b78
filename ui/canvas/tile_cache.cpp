// SPDX-License-Identifier: MIT
#include "ui/canvas/tile_cache.h"

#include <algorithm>
#include <vector>

namespace frisket::ui {

namespace {
/// Rounds toward minus infinity, as tiles left of the origin need.
int floorDivide(int value, int divisor) {
    return value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}

constexpr std::int64_t kTileBytes = std::int64_t{4} * TileCache::kSide * TileCache::kSide;
}  // namespace

TileCache::TileCache(Render render, std::int64_t byteBudget)
    : m_render(std::move(render)), m_byteBudget(byteBudget) {}

std::int64_t TileCache::keyOf(int column, int row) {
    return (static_cast<std::int64_t>(row) << 32) ^ static_cast<std::uint32_t>(column);
}

void TileCache::clear() { m_tiles.clear(); }

void TileCache::invalidate(const QRect& rect) {
    for (auto& [key, tile] : m_tiles) {
        const QPoint corner(static_cast<int>(static_cast<std::uint32_t>(key)) * kSide,
                            static_cast<int>(key >> 32) * kSide);
        const QRect part = QRect(corner, QSize(kSide, kSide)).intersected(rect);
        if (!part.isEmpty()) {
            tile.stale = tile.stale.united(part);
        }
    }
}

void TileCache::forEachTile(const QRect& rect,
                            const std::function<void(QPoint, const QImage&)>& draw) {
    if (rect.isEmpty()) {
        return;
    }
    ++m_frame;
    for (int row = floorDivide(rect.top(), kSide); row <= floorDivide(rect.bottom(), kSide);
         ++row) {
        for (int column = floorDivide(rect.left(), kSide);
             column <= floorDivide(rect.right(), kSide); ++column) {
            const QPoint corner(column * kSide, row * kSide);
            Tile& tile = m_tiles[keyOf(column, row)];
            if (tile.image.isNull()) {
                tile.image = QImage(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
                tile.stale = QRect(corner, QSize(kSide, kSide));
            }
            if (!tile.stale.isEmpty()) {
                m_render(tile.image, corner, tile.stale);
                tile.stale = {};
            }
            tile.used = m_frame;
            draw(corner, tile.image);
        }
    }
    dropOldest(m_frame);
}

void TileCache::dropOldest(std::uint64_t frame) {
    const auto held = static_cast<std::int64_t>(m_tiles.size()) * kTileBytes;
    if (held <= m_byteBudget) {
        return;
    }
    std::vector<std::pair<std::uint64_t, std::int64_t>> byAge;
    for (const auto& [key, tile] : m_tiles) {
        if (tile.used != frame) {
            byAge.emplace_back(tile.used, key);
        }
    }
    std::sort(byAge.begin(), byAge.end());
    auto excess = (held - m_byteBudget + kTileBytes - 1) / kTileBytes;
    for (auto it = byAge.begin(); it != byAge.end() && excess > 0; ++it, --excess) {
        m_tiles.erase(it->second);
    }
}

}  // namespace frisket::ui
