// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include <QImage>
#include <QRect>

namespace frisket::ui {

/// Parts of a tile that are to be rendered.
struct TileJob {
    QImage* tile = nullptr;    ///< Format_RGB32
    QPoint corner;             ///< its first pixel, in device pixels from the image's origin
    std::vector<QRect> parts;  ///< in the same pixels, inside the tile
    bool first = false;        ///< nothing of the tile was rendered before
};

/// Rendered tiles of a picture at one scale. Tile (i, j) shows device pixels
/// [i * kSide, (i + 1) * kSide) x [j * kSide, (j + 1) * kSide), counted from the image's origin, so
/// panning renders only what comes into view. What is invalidated is rendered again when it is
/// asked for, and only that part.
class TileCache {
public:
    static constexpr int kSide = 256;

    /// Does jobs, in any order or at once; for `tile`.
    using Render = std::function<void(std::span<const TileJob> jobs)>;

    /// Keeps about `byteBudget` bytes of tiles beyond those of the view.
    explicit TileCache(Render render, std::int64_t byteBudget = std::int64_t{64} << 20);

    /// Forgets all: the scale, a style or the assignment changed.
    void clear();
    /// The pixels of `rect` changed.
    void invalidate(const QRect& rect);
    /// What is to be rendered of the tiles that meet `rect`, which counts as rendered from now on.
    /// The tiles stay where they are until the next `clear` or `trim`. Throws std::bad_alloc, and
    /// then nothing counts as rendered.
    [[nodiscard]] std::vector<TileJob> takeStale(const QRect& rect);
    /// Those were not rendered after all.
    void giveBack(std::span<const TileJob> jobs);
    /// Calls `draw(corner, tile)` for the tiles that meet `rect`, as they are; null for one of
    /// which nothing was rendered yet.
    void forEachTile(const QRect& rect,
                     const std::function<void(QPoint corner, const QImage* tile)>& draw);
    /// The one tile whose first pixel is `corner`, up to date; lives until the next `trim`.
    [[nodiscard]] const QImage& tile(QPoint corner);
    /// Ends a frame: of the tiles that do not meet `view`, those that were used longest ago go
    /// until the others are within the budget.
    void trim(const QRect& view);

    [[nodiscard]] std::size_t size() const { return m_tiles.size(); }
    [[nodiscard]] std::int64_t byteBudget() const { return m_byteBudget; }
    /// Bytes of the tiles that meet `rect`.
    [[nodiscard]] static std::int64_t bytesFor(const QRect& rect);

private:
    struct Tile {
        QImage image;
        std::vector<QRect> stale;  ///< parts that are to be rendered before it is drawn
        bool empty = true;         ///< nothing of it was rendered yet
        std::uint64_t used = 0;
    };

    [[nodiscard]] static std::int64_t keyOf(int column, int row);
    [[nodiscard]] static QPoint placeOf(std::int64_t key);
    /// Columns and rows of the tiles that meet `rect`.
    [[nodiscard]] static QRect tilesOf(const QRect& rect);
    [[nodiscard]] Tile& touched(QPoint corner);
    void render(std::span<const TileJob> jobs);
    template <class Each>
    static void forEachCorner(const QRect& rect, Each&& each);
    static void addStale(Tile& tile, const QRect& part);

    Render m_render;
    std::int64_t m_byteBudget;
    std::unordered_map<std::int64_t, Tile> m_tiles;
    std::uint64_t m_frame = 0;
};

}  // namespace frisket::ui
