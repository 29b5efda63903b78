// SPDX-License-Identifier: MIT
#include "ui/canvas/tile_cache.h"

#include <algorithm>
#include <new>
#include <utility>

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

void TileCache::addStale(Tile& tile, const QRect& part) {
    // A few parts follow a change closely; more of them would cost more than what they save.
    constexpr std::size_t kMostParts = 8;
    const auto pixels = [](const QRect& rect) {
        return std::int64_t{rect.width()} * rect.height();
    };
    QRect added = part;
    for (std::size_t i = 0; i < tile.stale.size();) {
        // Also where the union holds little that neither of them does.
        const QRect both = tile.stale[i].united(added);
        if (pixels(both) <= pixels(tile.stale[i]) + pixels(added) + pixels(added) / 4) {
            added = both;
            tile.stale.erase(tile.stale.begin() + static_cast<std::ptrdiff_t>(i));
            i = 0;
        } else {
            ++i;
        }
    }
    if (tile.stale.size() < kMostParts) {
        tile.stale.push_back(added);
        return;
    }
    const auto growth = [&](const QRect& rect) {
        return pixels(rect.united(added)) - pixels(rect);
    };
    auto best =
        std::min_element(tile.stale.begin(), tile.stale.end(),
                         [&](const QRect& a, const QRect& b) { return growth(a) < growth(b); });
    *best = best->united(added);
}

void TileCache::invalidate(const QRect& rect) {
    if (rect.isEmpty()) {
        return;
    }
    const auto mark = [&](QPoint corner, Tile& tile) {
        const QRect part = QRect(corner, QSize(kSide, kSide)).intersected(rect);
        if (!part.isEmpty() && !tile.image.isNull()) {
            addStale(tile, part);
        }
    };
    const int firstColumn = floorDivide(rect.left(), kSide);
    const int lastColumn = floorDivide(rect.right(), kSide);
    const int firstRow = floorDivide(rect.top(), kSide);
    const int lastRow = floorDivide(rect.bottom(), kSide);
    const std::int64_t met =
        (std::int64_t{lastColumn} - firstColumn + 1) * (std::int64_t{lastRow} - firstRow + 1);
    if (met > static_cast<std::int64_t>(m_tiles.size())) {
        for (auto& [key, tile] : m_tiles) {
            mark(QPoint(static_cast<int>(static_cast<std::uint32_t>(key)) * kSide,
                        static_cast<int>(key >> 32) * kSide),
                 tile);
        }
        return;
    }
    for (int row = firstRow; row <= lastRow; ++row) {
        for (int column = firstColumn; column <= lastColumn; ++column) {
            const auto found = m_tiles.find(keyOf(column, row));
            if (found != m_tiles.end()) {
                mark(QPoint(column * kSide, row * kSide), found->second);
            }
        }
    }
}

TileCache::Tile& TileCache::touched(QPoint corner) {
    Tile& tile = m_tiles[keyOf(corner.x() / kSide, corner.y() / kSide)];
    if (tile.image.isNull()) {
        tile.image = QImage(kSide, kSide, QImage::Format_RGB32);
        if (tile.image.isNull()) {
            throw std::bad_alloc();
        }
        tile.stale = {QRect(corner, QSize(kSide, kSide))};
    }
    tile.used = m_frame;
    return tile;
}

void TileCache::render(std::span<const TileJob> jobs) {
    try {
        m_render(jobs);
    } catch (...) {
        giveBack(jobs);  // what was not rendered must not look as if it were
        throw;
    }
}

template <class Each>
void TileCache::forEachCorner(const QRect& rect, Each&& each) {
    if (rect.isEmpty()) {
        return;
    }
    for (int row = floorDivide(rect.top(), kSide); row <= floorDivide(rect.bottom(), kSide);
         ++row) {
        for (int column = floorDivide(rect.left(), kSide);
             column <= floorDivide(rect.right(), kSide); ++column) {
            each(QPoint(column * kSide, row * kSide));
        }
    }
}

std::vector<TileJob> TileCache::takeStale(const QRect& rect) {
    std::vector<TileJob> jobs;
    forEachCorner(rect, [&](QPoint corner) {
        Tile& tile = touched(corner);
        if (!tile.stale.empty()) {
            jobs.push_back({&tile.image, corner, std::exchange(tile.stale, {})});
            tile.empty = false;
        }
    });
    return jobs;
}

void TileCache::giveBack(std::span<const TileJob> jobs) {
    for (const TileJob& job : jobs) {
        const auto found = m_tiles.find(keyOf(job.corner.x() / kSide, job.corner.y() / kSide));
        if (found == m_tiles.end()) {
            continue;
        }
        Tile& tile = found->second;
        for (const QRect& part : job.parts) {
            addStale(tile, part);
        }
        const QRect whole(job.corner, QSize(kSide, kSide));
        tile.empty = tile.empty || job.parts.front() == whole;
    }
}

void TileCache::forEachTile(const QRect& rect,
                            const std::function<void(QPoint, const QImage*)>& draw) {
    ++m_frame;
    forEachCorner(rect, [&](QPoint corner) {
        const Tile& tile = touched(corner);
        draw(corner, tile.empty ? nullptr : &tile.image);
    });
    dropOldest(m_frame);
}

const QImage& TileCache::tile(QPoint corner) {
    Tile& tile = touched(corner);
    if (!tile.stale.empty()) {
        const TileJob job{&tile.image, corner, std::exchange(tile.stale, {})};
        tile.empty = false;
        render({&job, 1});
    }
    return tile.image;
}

void TileCache::trim() {
    dropOldest(m_frame);
    ++m_frame;
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
