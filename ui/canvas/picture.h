// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include <QImage>
#include <QPainter>
#include <QRegion>

#include "core/base/area.h"
#include "ui/canvas/tile_cache.h"
#include "ui/canvas/tile_renderer.h"
#include "ui/canvas/view_transform.h"

namespace frisket::ui {

/// What a canvas shows of a document, in a view: the tiles of photo and overlays, rendered where
/// they are missing or changed, visible ones first. It can be painted in haste: then it stops
/// rendering when the time is up and what is missing comes from the last whole frame, scaled.
class Picture {
public:
    using Clock = std::chrono::steady_clock;

    Picture(session::Document& document, session::LayerStyles& styles);

    /// Draws only these label layers, filled, whatever the styles say of them; nothing: as styled.
    void setShown(std::optional<std::vector<session::LayerId>> shown);
    /// Lines between large pixels.
    void setGrid(bool shown);
    /// Hatching over what the limits of painting exclude.
    void setHatching(bool shown);
    /// The order in which the source's values are taken, as a heat map.
    void setOrder(bool shown);
    /// What the cast would do to the selected values, as a map.
    void setCastMap(bool shown);
    /// Colour around the image.
    void setSurround(QColor colour);

    /// Layers came, went or were replaced.
    void layersChanged();
    /// All tiles are to be rendered again.
    void forget();
    /// All tiles are to be rendered again, and show until then what they do.
    void renew();
    /// Pixels of the image changed. Returns the device pixels of the view, counted from its corner,
    /// that look different now.
    [[nodiscard]] QRegion pixelsChanged(const base::Area& area);
    /// Size in image pixels of all that is shown: masks and photo.
    [[nodiscard]] QSize contentSize() const;

    /// The view that is painted from now on. A change of scale or orientation forgets the tiles but
    /// keeps the last whole frame to paint from until they are there again.
    /// `area` is what of the viewport this picture has, in device pixels.
    void setView(const ViewTransform& view, const QRect& area, double deviceRatio);

    /// Renders what is missing in `seen` (device pixels of the viewport), from its middle outwards,
    /// until `deadline`. Whether nothing is missing.
    bool render(const QRect& seen, std::optional<Clock::time_point> deadline);
    /// Device pixels of the viewport that calls of `render` left out since this was last asked.
    [[nodiscard]] QRegion takeMissing();
    /// Draws device pixels `exposed` from what is rendered; around the image the surround.
    void draw(QPainter& painter, const QRect& exposed);
    /// Renders what is next to the view, as far as there is room for it. Whether it was done in
    /// about `time`; else there is more to do.
    bool renderAhead(std::chrono::milliseconds time);
    /// All of a frame was drawn: what is far from the view may be forgotten.
    void endFrame();

private:
    void renderTiles(std::span<const TileJob> jobs);
    void renderBackdrop(const TileJob& job);
    void keepFrame();
    void drawKept(QPainter& painter, const QRect& exposed) const;
    [[nodiscard]] bool showsBackdrop() const;
    [[nodiscard]] QRect image() const { return {m_view.origin(), m_view.extent()}; }

    /// The last whole frame, and the view that it was painted in.
    struct Kept {
        QImage frame;
        QPoint corner;  ///< of the frame in the viewport
        ViewTransform view;
    };

    session::Document& m_document;
    session::LayerStyles& m_styles;
    TileRenderer m_renderer;
    TileCache m_tiles;
    TileCache m_backdropTiles;  ///< smooth scaling is dear, and overlays change often
    ViewTransform m_view;
    QRect m_area;  ///< device pixels of the viewport
    QColor m_surround;
    QRegion m_missing;
    qint64 m_shownPhoto = 0;  ///< cache key of the photo that the tiles show
    bool m_whole = false;     ///< the last frame had nothing missing
    std::optional<Kept> m_kept;
};

}  // namespace frisket::ui
