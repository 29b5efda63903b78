// SPDX-License-Identifier: MIT
#include "ui/canvas/tile_cache.h"

#include <algorithm>
#include <new>
#include <utility>

#include "core/base/division.h"

namespace frisket::ui {

namespace {
using base::floorDivide;

constexpr std::int64_t kTileBytes = std::int64_t{4} * TileCache::kSide * TileCache::kSide;
}  // namespace

TileCache::TileCache(Render render, std::int64_t byteBudget)
    : m_render(std::move(render)), m_byteBudget(byteBudget) {}

std::int64_t TileCache::keyOf(int column, int row) {
    return (static_cast<std::int64_t>(row) << 32) ^ static_cast<std::uint32_t>(column);
}

QPoint TileCache::placeOf(std::int64_t key) {
    return {static_cast<int>(static_cast<std::uint32_t>(key)), static_cast<int>(key >> 32)};
}

QRect TileCache::tilesOf(const QRect& rect) {
    if (rect.isEmpty()) {
        return {};
    }
    return {QPoint(floorDivide(rect.left(), kSide), floorDivide(rect.top(), kSide)),
            QPoint(floorDivide(rect.right(), kSide), floorDivide(rect.bottom(), kSide))};
}

std::int64_t TileCache::bytesFor(const QRect& rect) {
    const QRect tiles = tilesOf(rect);
    return kTileBytes * tiles.width() * tiles.height();
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

template <class Each>
void TileCache::forEachCorner(const QRect& rect, Each&& each) {
    const QRect tiles = tilesOf(rect);
    for (int row = tiles.top(); row <= tiles.bottom(); ++row) {
        for (int column = tiles.left(); column <= tiles.right(); ++column) {
            each(QPoint(column, row) * kSide);
        }
    }
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
    const QRect tiles = tilesOf(rect);
    if (std::int64_t{tiles.width()} * tiles.height() > static_cast<std::int64_t>(m_tiles.size())) {
        for (auto& [key, tile] : m_tiles) {
            mark(placeOf(key) * kSide, tile);
        }
        return;
    }
    forEachCorner(rect, [&](QPoint corner) {
        const auto found = m_tiles.find(keyOf(corner.x() / kSide, corner.y() / kSide));
        if (found != m_tiles.end()) {
            mark(corner, found->second);
        }
    });
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

std::vector<TileJob> TileCache::takeStale(const QRect& rect) {
    std::vector<Tile*> stale;
    std::vector<TileJob> jobs;
    forEachCorner(rect, [&](QPoint corner) {
        Tile& tile = touched(corner);
        if (!tile.stale.empty()) {
            stale.push_back(&tile);
            jobs.push_back({&tile.image, corner, {}, tile.empty});
        }
    });
    // From here on nothing throws: what is taken reaches the caller.
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i].parts = std::exchange(stale[i]->stale, {});
        stale[i]->empty = false;
    }
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
        tile.empty = tile.empty || job.first;
    }
}

void TileCache::forEachTile(const QRect& rect,
                            const std::function<void(QPoint, const QImage*)>& draw) {
    forEachCorner(rect, [&](QPoint corner) {
        const Tile& tile = touched(corner);
        draw(corner, tile.empty ? nullptr : &tile.image);
    });
}

const QImage& TileCache::tile(QPoint corner) {
    Tile& tile = touched(corner);
    if (!tile.stale.empty()) {
        const TileJob job{&tile.image, corner, std::exchange(tile.stale, {}),
                          std::exchange(tile.empty, false)};
        render({&job, 1});
    }
    return tile.image;
}

void TileCache::trim(const QRect& view) {
    ++m_frame;
    if (static_cast<std::int64_t>(m_tiles.size()) * kTileBytes <= m_byteBudget) {
        return;  // as after most events of a stroke
    }
    const QRect kept = tilesOf(view);
    std::vector<std::pair<std::uint64_t, std::int64_t>> byAge;
    for (const auto& [key, tile] : m_tiles) {
        if (!kept.contains(placeOf(key))) {
            byAge.emplace_back(tile.used, key);
        }
    }
    std::sort(byAge.begin(), byAge.end());
    auto held = static_cast<std::int64_t>(byAge.size()) * kTileBytes;
    for (auto it = byAge.begin(); held > m_byteBudget; ++it, held -= kTileBytes) {
        m_tiles.erase(it->second);
    }
}

}  // namespace frisket::ui
