// SPDX-License-Identifier: MIT
#include "ui/canvas/tile_renderer.h"

#include <algorithm>
#include <cstring>

#include "core/render/compositor.h"
#include "core/render/difference.h"
#include "ui/canvas/hatching.h"
#include "ui/canvas/pixel_grid.h"
#include "ui/session/layer_values.h"

namespace frisket::ui {

namespace {
using session::LayerId;

/// Bottom to top.
constexpr std::array kLabelLayers{LayerId::Destination, LayerId::Source, LayerId::Result};

base::Rect toRect(const QRect& rect) {
    return {rect.left(), rect.top(), rect.left() + std::int64_t{rect.width()},
            rect.top() + std::int64_t{rect.height()}};
}

std::int64_t pixelsPerRow(const QImage& image) {
    return image.bytesPerLine() / std::int64_t{sizeof(render::Argb)};
}
}  // namespace

TileRenderer::TileRenderer(session::Document& document, const session::LayerStyles& styles)
    : m_document(document), m_looks(document, styles) {}

bool TileRenderer::isDrawn(LayerId id) const {
    // A source may have no place in the destination; the Broadcast dock says why.
    if (id == LayerId::Source && !m_document.broadcastLayout(id)) {
        return false;
    }
    const bool wanted = !m_only || std::find(m_only->begin(), m_only->end(), id) != m_only->end();
    return wanted && m_looks.drawn(id);
}

void TileRenderer::prepare(const ViewTransform& view, const QRect& seen) {
    m_scale = view.scale();
    m_orientation = view.orientation();
    m_picture = view.pictureSize();
    m_reach = m_looks.reach();
    m_shown.clear();
    for (const LayerId id : kLabelLayers) {
        if (isDrawn(id)) {
            m_shown.push_back({id, m_looks.renderStyle(id), m_looks.paints(id),
                               m_looks.drawnType(id), m_looks.showsDifference(id)});
        }
    }
    m_packing.reset();  // what it points to can't be assigned to
    if (m_order) {
        if (const auto order = PackingOrder::of(m_document)) {
            m_packing.emplace(*order);
        }
    }
    m_casts.reset();
    if (m_showsCast) {
        if (const auto casts = CastMap::of(m_document)) {
            m_casts.emplace(*casts);
        }
    }
    const session::PaintLimits& limits = m_document.limits();
    m_allowed = m_hatching && limits.hatched && m_document.has(LayerId::Destination)
                    ? session::AllowedPixels::selectable(m_document, limits)
                    : session::AllowedPixels();
    m_showsCondition = m_looks.drawn(LayerId::Condition) &&
                       m_document.broadcastLayout(LayerId::Condition).has_value();
    if (!m_showsCondition) {
        return;
    }
    m_conditionStyle = m_looks.renderStyle(LayerId::Condition);
    m_tint = m_looks.tint(LayerId::Condition);
    const QRect plain = m_orientation.toPicture(seen, m_picture);
    const std::int64_t height = m_document.planeHeight();
    const std::int64_t first = std::max<std::int64_t>(0, plain.top() - m_reach);
    const std::int64_t end =
        std::min(deviceExtent(height, m_scale), plain.bottom() + std::int64_t{1} + m_reach);
    if (m_scale < 1 && first < end) {
        const AxisCoverage rows = coverAxis(first, end, height, m_scale);
        // No strip of it where the cells are pixels, but which plane it is of.
        const bool strips = rows.level > 0;
        m_document.requireOverview(strips ? rows.origin << rows.level : 0,
                                   strips ? (rows.origin + rows.count) << rows.level : 0);
    }
}

std::unique_ptr<TileRenderer::Scratch> TileRenderer::takeScratch() const {
    const std::lock_guard lock(m_mutex);
    if (m_scratches.empty()) {
        return std::make_unique<Scratch>();
    }
    std::unique_ptr<Scratch> scratch = std::move(m_scratches.back());
    m_scratches.pop_back();
    return scratch;
}

void TileRenderer::render(const TileJob& job, const Below& below) const {
    std::unique_ptr<Scratch> scratch = takeScratch();
    for (const QRect& part : job.parts) {
        renderPart(job, part, below, *scratch);
    }
    const std::lock_guard lock(m_mutex);
    m_scratches.push_back(std::move(scratch));
}

void TileRenderer::renderPart(const TileJob& job, const QRect& part, const Below& below,
                              Scratch& scratch) const {
    auto* tile = reinterpret_cast<render::Argb*>(job.tile->bits());
    const std::int64_t stride = pixelsPerRow(*job.tile);
    if (m_orientation == Orientation()) {
        const Photo photo =
            below.photo == nullptr
                ? Photo{}
                : Photo{reinterpret_cast<const std::uint32_t*>(below.photo->constBits()),
                        pixelsPerRow(*below.photo), QRect(job.corner, below.photo->size())};
        renderPlain({tile, stride, job.corner}, part, photo, below, scratch);
        return;
    }
    // Rendered as it lies in the image, then turned into the tile.
    const QRect plain = m_orientation.toPicture(part, m_picture);
    const auto pixels =
        static_cast<std::size_t>(plain.width()) * static_cast<std::size_t>(plain.height());
    const std::int64_t first =
        (part.top() - job.corner.y()) * stride + (part.left() - job.corner.x());
    Photo photo;
    if (below.photo != nullptr) {
        scratch.turnedPhoto.resize(pixels);
        const std::int64_t photoStride = pixelsPerRow(*below.photo);
        unorientPixels(
            reinterpret_cast<const std::uint32_t*>(below.photo->constBits()) +
                (part.top() - job.corner.y()) * photoStride + (part.left() - job.corner.x()),
            photoStride, plain.size(), m_orientation, scratch.turnedPhoto.data(), plain.width());
        photo = {scratch.turnedPhoto.data(), plain.width(), plain};
    }
    scratch.turned.resize(pixels);
    renderPlain({scratch.turned.data(), plain.width(), plain.topLeft()}, plain, photo, below,
                scratch);
    orientPixels(scratch.turned.data(), plain.width(), plain.size(), m_orientation, tile + first,
                 stride);
}

void TileRenderer::renderPlain(const Target& target, const QRect& part, const Photo& photo,
                               const Below& below, Scratch& scratch) const {
    const base::Rect wanted = toRect(part);
    const base::Rect image{0, 0, deviceExtent(m_document.planeWidth(), m_scale),
                           deviceExtent(m_document.planeHeight(), m_scale)};
    scratch.layers.clear();
    if (photo.pixels != nullptr) {
        render::LayerStyle style;
        style.opacity = below.opacity;
        const base::Rect covers =
            toRect(photo.rect).intersected({0, 0, below.extent.width(), below.extent.height()});
        const std::int64_t first =
            (covers.y0 - photo.rect.top()) * photo.stride + (covers.x0 - photo.rect.left());
        scratch.layers.push_back(
            {covers, render::BackdropPixels{photo.pixels + first, photo.stride}, style});
    }
    // The photo may be larger than the masks, and where it is larger one way only, a corner is
    // neither's.
    const base::Rect right{image.x1, 0, wanted.x1, wanted.y1};
    const base::Rect under{0, image.y1, image.x1, wanted.y1};
    for (const base::Rect& beyond : {right, under}) {
        composeOnto(target, wanted.intersected(beyond), below.surround, scratch);
    }
    const base::Rect inside = wanted.intersected(image);
    if (!inside.empty()) {
        addOverlays(inside, image, scratch);
        composeOnto(target, inside, kGround, scratch);
        if (m_packing) {
            addOrder(target, inside, scratch);
        }
        if (m_casts) {
            addCasts(target, inside, scratch);
        }
        if (!m_allowed.all()) {
            addHatching(target, inside, scratch);
        }
        if (m_grid) {
            drawPixelGrid(inside, m_scale, target.at(inside), target.stride);
        }
    }
}

void TileRenderer::composeOnto(const Target& target, const base::Rect& rect, render::Argb ground,
                               const Scratch& scratch) {
    if (!rect.empty()) {
        render::compose(scratch.layers, rect, ground, target.at(rect), target.stride);
    }
}

void TileRenderer::addOverlays(const base::Rect& wanted, const base::Rect& image,
                               Scratch& scratch) const {
    if (!m_document.has(LayerId::Destination)) {
        return;
    }
    scratch.covers = wanted.grown(m_reach).intersected(image);
    scratch.columns =
        sampleAxis(scratch.covers.x0, scratch.covers.x1, m_document.planeWidth(), m_scale);
    scratch.rows =
        sampleAxis(scratch.covers.y0, scratch.covers.y1, m_document.planeHeight(), m_scale);
    for (const Shown& shown : m_shown) {
        addLabels(shown, scratch);
    }
    if (m_showsCondition) {
        addCondition(scratch);
    }
}

void TileRenderer::sampleLabels(LayerId id, Scratch& scratch, std::vector<std::byte>& into) const {
    const session::LayerValues values = *session::layerValues(m_document, id);
    const std::vector<std::int64_t>& columns = scratch.columns.pixels;
    const std::vector<std::int64_t>& rows = scratch.rows.pixels;
    into.resize(static_cast<std::size_t>(scratch.rows.count() * scratch.columns.count() *
                                         values.itemSize()));
    const assign::PlaneWindow window =
        m_document.window({columns.front(), rows.front(), columns.back() + 1, rows.back() + 1}, 1);
    if (m_scale >= 1) {
        values.read(window, into.data());
    } else {
        values.read(assign::PlaneSamples{window, rows, columns}, into.data());
    }
}

void TileRenderer::addLabels(const Shown& shown, Scratch& scratch) const {
    Sampled& sampled = scratch.sampled[session::indexOf(shown.id)];
    sampleLabels(shown.id, scratch, sampled.samples);
    if (shown.difference) {
        makeDifference(scratch, sampled.samples);
    }
    const std::int64_t size = array::itemSize(shown.dtype);
    render::LabelPixels labels;
    labels.dtype = shown.dtype;
    labels.pixels = sampled.samples.data();
    labels.rowBytes = scratch.columns.count() * size;
    labels.paints = shown.paints;
    const std::vector<std::int32_t>& index = scratch.rows.index;
    if (!scratch.columns.identity || !scratch.rows.identity) {
        const std::int64_t deviceBytes = scratch.covers.width() * size;
        sampled.expanded.resize(static_cast<std::size_t>(scratch.covers.height() * deviceBytes));
        std::byte* out = sampled.expanded.data();
        for (std::size_t y = 0; y < index.size(); ++y, out += deviceBytes) {
            if (y > 0 && index[y] == index[y - 1]) {
                std::memcpy(out, out - deviceBytes, static_cast<std::size_t>(deviceBytes));
            } else {
                expandRow(sampled.samples.data() + index[y] * labels.rowBytes, size,
                          scratch.columns.index, out);
            }
        }
        labels.pixels = sampled.expanded.data();
        labels.rowBytes = deviceBytes;
    }
    scratch.layers.push_back({scratch.covers, labels, shown.style});
}

void TileRenderer::makeDifference(Scratch& scratch, std::vector<std::byte>& result) const {
    const std::int64_t count = scratch.rows.count() * scratch.columns.count();
    sampleLabels(LayerId::Destination, scratch, scratch.under.samples);
    scratch.under.expanded.resize(static_cast<std::size_t>(count));
    render::differenceClasses(m_document.dtype(LayerId::Result), result.data(),
                              scratch.under.samples.data(), count,
                              reinterpret_cast<std::uint8_t*>(scratch.under.expanded.data()));
    result.swap(scratch.under.expanded);
}

void TileRenderer::sampleBits(Scratch& scratch) const {
    const condition::Plane plane = m_document.conditionPlane();
    const std::int64_t sampleWords = condition::wordsFor(scratch.columns.count());
    const std::int64_t words = condition::wordsFor(scratch.covers.width());
    scratch.words.resize(static_cast<std::size_t>(sampleWords));
    scratch.expandedWords.resize(static_cast<std::size_t>(scratch.covers.height() * words));
    const std::vector<std::int32_t>& index = scratch.rows.index;
    condition::Word* out = scratch.expandedWords.data();
    for (std::size_t y = 0; y < index.size(); ++y, out += words) {
        if (y > 0 && index[y] == index[y - 1]) {
            std::memcpy(out, out - words,
                        static_cast<std::size_t>(words) * sizeof(condition::Word));
            continue;
        }
        const std::int64_t row = scratch.rows.pixels[static_cast<std::size_t>(index[y])];
        m_document.condition()->gather(
            plane.origin + row * plane.strideY + scratch.columns.pixels.front() * plane.strideX,
            plane.strideX, scratch.columns.count(),
            scratch.columns.identity ? out : scratch.words.data());
        if (!scratch.columns.identity) {
            expandBits(scratch.words.data(), scratch.columns.index, out);
        }
    }
}

void TileRenderer::coverCondition(Scratch& scratch) const {
    const base::Rect& covers = scratch.covers;
    const AxisCoverage columns = coverAxis(covers.x0, covers.x1, m_document.planeWidth(), m_scale);
    const AxisCoverage rows = coverAxis(covers.y0, covers.y1, m_document.planeHeight(), m_scale);
    scratch.expandedWords.resize(
        static_cast<std::size_t>(covers.height() * condition::wordsFor(covers.width())));
    coverBits(*m_document.condition(), m_document.overview(), columns, rows,
              scratch.expandedWords.data());
}

void TileRenderer::addCondition(Scratch& scratch) const {
    if (m_scale < 1) {
        coverCondition(scratch);
    } else {
        sampleBits(scratch);
    }
    render::BitPixels bits;
    bits.words = scratch.expandedWords.data();
    bits.wordsPerRow = condition::wordsFor(scratch.covers.width());
    bits.tint = m_tint;
    scratch.layers.push_back({scratch.covers, bits, m_conditionStyle});
}

void TileRenderer::addOrder(const Target& target, const base::Rect& rect, Scratch& scratch) const {
    m_packing->draw(rect, sampleAxis(rect.x0, rect.x1, m_document.planeWidth(), m_scale),
                    sampleAxis(rect.y0, rect.y1, m_document.planeHeight(), m_scale), scratch.order,
                    target.at(rect), target.stride);
}

void TileRenderer::addCasts(const Target& target, const base::Rect& rect, Scratch& scratch) const {
    m_casts->draw(rect, sampleAxis(rect.x0, rect.x1, m_document.planeWidth(), m_scale),
                  sampleAxis(rect.y0, rect.y1, m_document.planeHeight(), m_scale), scratch.casts,
                  target.at(rect), target.stride);
}

void TileRenderer::addHatching(const Target& target, const base::Rect& rect,
                               Scratch& scratch) const {
    const AxisSampling columns = sampleAxis(rect.x0, rect.x1, m_document.planeWidth(), m_scale);
    const AxisSampling rows = sampleAxis(rect.y0, rect.y1, m_document.planeHeight(), m_scale);
    const std::int64_t sampleWords = condition::wordsFor(columns.count());
    const std::int64_t words = condition::wordsFor(rect.width());
    scratch.words.resize(static_cast<std::size_t>(rows.count() * sampleWords));
    session::PixelPlaces places;
    if (m_scale >= 1) {
        places.window = {columns.pixels.front(), rows.pixels.front(), columns.pixels.back() + 1,
                         rows.pixels.back() + 1};
    } else {
        places.rows = rows.pixels;
        places.columns = columns.pixels;
    }
    m_allowed.read(places, scratch.words.data());
    scratch.expandedWords.resize(static_cast<std::size_t>(rect.height() * words));
    condition::Word* out = scratch.expandedWords.data();
    for (std::size_t y = 0; y < rows.index.size(); ++y, out += words) {
        if (y > 0 && rows.index[y] == rows.index[y - 1]) {
            std::copy_n(out - words, words, out);
        } else {
            expandBits(scratch.words.data() + rows.index[y] * sampleWords, columns.index, out);
        }
    }
    drawHatching(rect, scratch.expandedWords.data(), target.at(rect), target.stride);
}

}  // namespace frisket::ui
