// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <QColor>
#include <QImage>
#include <QRect>

#include "core/render/layer.h"
#include "ui/canvas/cast_map.h"
#include "ui/canvas/coverage.h"
#include "ui/canvas/layer_looks.h"
#include "ui/canvas/packing_order.h"
#include "ui/canvas/sampling.h"
#include "ui/canvas/tile_cache.h"
#include "ui/canvas/view_transform.h"
#include "ui/session/allowed_pixels.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"

namespace frisket::ui {

/// Renders device rectangles of the picture: the ground or the photo, and the overlays on it.
/// Samples what is shown of each mask, evaluates the live result there through the plan, and
/// composes. Costs what is rendered, whatever the size of the image.
class TileRenderer {
public:
    /// What lies below the overlays of a tile: the photo in the same device pixels, Format_RGB32,
    /// its part inside the picture valid.
    struct Below {
        const QImage* photo = nullptr;  ///< null: none, the ground is seen
        QSize extent;                   ///< device pixels that the whole photo covers
        double opacity = 1;
        render::Argb surround = 0xff000000;  ///< where there is neither image nor photo
    };

    TileRenderer(session::Document& document, const session::LayerStyles& styles);

    /// Draws only these label layers, filled, whatever the styles say; nothing: as styled.
    void setShown(std::optional<std::vector<session::LayerId>> only) {
        m_looks.setAlone(only.has_value());
        m_only = std::move(only);
    }
    /// Lines between large pixels.
    void setGrid(bool shown) { m_grid = shown; }
    /// Hatching over what the limits of painting exclude, where they ask for it.
    void setHatching(bool shown) { m_hatching = shown; }
    /// Selected pixels in the colours of the order in which they take the source's values.
    void setOrder(bool shown) { m_order = shown; }
    /// Selected pixels whose value the cast would change in the colours of how.
    void setCastMap(bool shown) { m_showsCast = shown; }
    /// Looks up all that the tiles of a frame share: looks of the layers, and what is known of the
    /// condition in `seen`, device pixels of the view from its origin. Before `render`, on the GUI
    /// thread.
    void prepare(const ViewTransform& view, const QRect& seen);
    /// Renders the parts of `job` over `below`, whose first pixel is the tile's. Several threads
    /// may do so together, each with tiles of its own. What lies outside the image and the photo is
    /// left as it is.
    void render(const TileJob& job, const Below& below) const;

    /// Call this when layers come, go or are replaced.
    void layersChanged() { m_looks.layersChanged(); }
    /// Device pixels per device-independent one, for contours. Whether that changed.
    bool setDeviceRatio(double ratio) { return m_looks.setDeviceRatio(ratio); }
    /// As far as a pixel changes the looks of others, in device pixels.
    [[nodiscard]] int reach() const { return m_looks.reach(); }

    /// Colour of the image where there is no photo.
    static constexpr render::Argb kGround = 0xff2a2c30;

private:
    /// Looks of one layer at the time of `prepare`.
    struct Shown {
        session::LayerId id = session::LayerId::Result;
        render::LayerStyle style;
        std::shared_ptr<const render::LabelPaints> paints;
        array::DType dtype = array::DType::U8;  ///< of what is drawn
        bool difference = false;                ///< of the result and the destination
    };
    struct Sampled {
        std::vector<std::byte> samples;
        std::vector<std::byte> expanded;
    };
    /// Memory of one rendering, kept for the next.
    struct Scratch {
        base::Rect covers;
        AxisSampling columns;
        AxisSampling rows;
        std::array<Sampled, session::kAllLayers.size()> sampled;
        Sampled under;  ///< the destination, for a difference
        std::vector<condition::Word> words;
        std::vector<condition::Word> expandedWords;
        std::vector<render::Layer> layers;
        PackingOrder::Indices order;
        CastMap::Kinds casts;
        // Of a view that is turned or mirrored: pixels as they lie in the image.
        std::vector<render::Argb> turned;
        std::vector<std::uint32_t> turnedPhoto;
    };
    /// Pixels to render into; the first one is device pixel `corner` of the picture.
    struct Target {
        render::Argb* pixels = nullptr;
        std::int64_t stride = 0;
        QPoint corner;

        /// The first pixel of `rect`, device pixels of the picture.
        [[nodiscard]] render::Argb* at(const base::Rect& rect) const {
            return pixels + (rect.y0 - corner.y()) * stride + (rect.x0 - corner.x());
        }
    };
    /// Pixels of the photo for device pixels `rect` of the picture.
    struct Photo {
        const std::uint32_t* pixels = nullptr;
        std::int64_t stride = 0;
        QRect rect;
    };

    [[nodiscard]] std::unique_ptr<Scratch> takeScratch() const;
    void renderPart(const TileJob& job, const QRect& part, const Below& below,
                    Scratch& scratch) const;
    [[nodiscard]] bool isDrawn(session::LayerId id) const;
    void renderPlain(const Target& target, const QRect& part, const Photo& photo,
                     const Below& below, Scratch& scratch) const;
    static void composeOnto(const Target& target, const base::Rect& rect, render::Argb ground,
                            const Scratch& scratch);
    void addOverlays(const base::Rect& wanted, const base::Rect& image, Scratch& scratch) const;
    void sampleLabels(session::LayerId id, Scratch& scratch, std::vector<std::byte>& into) const;
    /// Turns samples of the result into render::Difference from the destination.
    void makeDifference(Scratch& scratch, std::vector<std::byte>& result) const;
    void addLabels(const Shown& shown, Scratch& scratch) const;
    void addCondition(Scratch& scratch) const;
    void sampleBits(Scratch& scratch) const;
    void coverCondition(Scratch& scratch) const;
    void addOrder(const Target& target, const base::Rect& rect, Scratch& scratch) const;
    void addCasts(const Target& target, const base::Rect& rect, Scratch& scratch) const;
    void addHatching(const Target& target, const base::Rect& rect, Scratch& scratch) const;

    session::Document& m_document;
    LayerLooks m_looks;
    std::optional<std::vector<session::LayerId>> m_only;
    bool m_grid = false;
    bool m_hatching = false;
    bool m_order = false;
    bool m_showsCast = false;
    std::optional<PackingOrder> m_packing;  ///< at the time of `prepare`, where it is shown
    std::optional<CastMap> m_casts;         ///< the same
    session::AllowedPixels m_allowed;       ///< at the time of `prepare`; all where none is hatched
    double m_scale = 1;
    Orientation m_orientation;
    QSize m_picture;  ///< device pixels before the view is turned
    int m_reach = 0;
    std::vector<Shown> m_shown;  ///< bottom to top
    bool m_showsCondition = false;
    render::LayerStyle m_conditionStyle;
    labels::Rgb m_tint;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Scratch>> m_scratches;  ///< not in use
};

}  // namespace frisket::ui
