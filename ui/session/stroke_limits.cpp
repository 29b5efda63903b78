// SPDX-License-Identifier: MIT
#include "ui/session/stroke_limits.h"

#include <algorithm>

namespace frisket::session {

namespace {
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

std::uint64_t keyOf(std::int64_t column, std::int64_t row) {
    return static_cast<std::uint64_t>(row) << 32U | static_cast<std::uint64_t>(column);
}
}  // namespace

std::vector<BitRegion> StrokeLimits::allowed(Document& document, std::span<const BitRegion> regions,
                                             bool value) {
    if (!m_ready || m_plane != document.shownPlane()) {
        m_plane = document.shownPlane();
        m_area = {AllowedPixels::inArea(document, m_limits), {}};
        m_unlocked = {AllowedPixels::unlocked(document, m_limits), {}};
        m_ready = true;
    }
    std::vector<BitRegion> allowed(regions.begin(), regions.end());
    for (BitRegion& region : allowed) {
        m_area.restrict(document, region);
        if (value) {
            m_unlocked.restrict(document, region);
        }
    }
    return allowed;
}

bool StrokeLimits::Tiles::reaches(const BitRegion& region, const base::Rect& tile) {
    const std::int64_t firstWord = (tile.x0 - region.originX()) / kWordBits;
    const std::int64_t endWord =
        std::min(region.wordsPerRow(), condition::wordsFor(tile.x1 - region.originX()));
    for (std::int64_t y = tile.y0; y < tile.y1; ++y) {
        const Word* row = region.row(y);
        if (std::any_of(row + firstWord, row + endWord, [](Word word) { return word != 0; })) {
            return true;
        }
    }
    return false;
}

void StrokeLimits::Tiles::restrict(Document& document, BitRegion& region) {
    const base::Rect plane = document.planeRect();
    const base::Rect box = region.box().intersected(plane);
    if (pixels.all() || box.empty()) {
        return;
    }
    constexpr std::int64_t kTileBits = kTileWords * kWordBits;
    struct Part {
        base::Rect rect;  ///< of the region
        Tile* tile;
    };
    struct New {
        base::Rect rect;  ///< all of the tile that the plane has
        Tile* tile;
    };
    std::vector<Part> parts;
    std::vector<New> fresh;
    for (std::int64_t row = box.y0 / kTileRows; row * kTileRows < box.y1; ++row) {
        for (std::int64_t column = box.x0 / kTileBits; column * kTileBits < box.x1; ++column) {
            const base::Rect whole = base::Rect{column * kTileBits, row * kTileRows,
                                                (column + 1) * kTileBits, (row + 1) * kTileRows}
                                         .intersected(plane);
            base::Rect part = whole.intersected(box);
            part.x0 = std::max(whole.x0, region.originX());  // whole words of the region
            if (!reaches(region, part)) {
                continue;
            }
            std::unique_ptr<Tile>& tile = tiles[keyOf(column, row)];
            if (!tile) {
                auto made = std::make_unique<Tile>();
                fresh.push_back({whole, made.get()});
                tile = std::move(made);
            }
            parts.push_back({part, tile.get()});
        }
    }
    // Tiles of which only some were filled must not stay: a stroke that lacks memory is taken back,
    // and these with it.
    document.pool().forRange(
        static_cast<std::int64_t>(fresh.size()), 8, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                const base::Rect& rect = fresh[i].rect;
                Tile packed;
                pixels.read({rect, {}, {}}, packed.data());
                const std::int64_t words = condition::wordsFor(rect.width());
                for (std::int64_t y = 0; y < rect.height(); ++y) {
                    std::copy_n(packed.data() + y * words, words,
                                fresh[i].tile->data() + y * kTileWords);
                }
            }
        });
    for (const Part& part : parts) {
        const std::int64_t firstWord = (part.rect.x0 - region.originX()) / kWordBits;
        const std::int64_t words = condition::wordsFor(part.rect.width());
        const std::int64_t inTile = part.rect.x0 % kTileBits / kWordBits;
        for (std::int64_t y = part.rect.y0; y < part.rect.y1; ++y) {
            Word* out = region.row(y) + firstWord;
            const Word* tile = part.tile->data() + y % kTileRows * kTileWords + inTile;
            std::transform(out, out + words, tile, out, [](Word a, Word b) { return a & b; });
        }
    }
}

}  // namespace frisket::session
