// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>

#include <QImage>
#include <QRect>

namespace frisket::ui {

/// Rendered tiles of the overlays at one scale. Tile (i, j) shows device pixels
/// [i * kSide, (i + 1) * kSide) x [j * kSide, (j + 1) * kSide), counted from the image's origin, so
/// panning renders only what comes into view. What is invalidated is rendered again when it is
/// asked for, and only that part.
class TileCache {
public:
    static constexpr int kSide = 256;

    /// Fills `part` (in device pixels from the image's origin) of the tile whose first pixel is
    /// `corner`.
    using Render = std::function<void(QImage& tile, QPoint corner, const QRect& part)>;

    /// Keeps about `byteBudget` bytes of tiles beyond those of the last frame.
    explicit TileCache(Render render, std::int64_t byteBudget = std::int64_t{64} << 20);

    /// Forgets all: the scale, a style or the assignment changed.
    void clear();
    /// The pixels of `rect` changed.
    void invalidate(const QRect& rect);
    /// Calls `draw(corner, tile)` for the tiles that meet `rect`, up to date.
    void forEachTile(const QRect& rect,
                     const std::function<void(QPoint corner, const QImage& tile)>& draw);

    [[nodiscard]] std::size_t size() const { return m_tiles.size(); }

private:
    struct Tile {
        QImage image;
        QRect stale;  ///< part that is to be rendered before it is drawn
        std::uint64_t used = 0;
    };

    [[nodiscard]] static std::int64_t keyOf(int column, int row);
    void dropOldest(std::uint64_t frame);

    Render m_render;
    std::int64_t m_byteBudget;
    std::unordered_map<std::int64_t, Tile> m_tiles;
    std::uint64_t m_frame = 0;
};

}  // namespace frisket::ui
