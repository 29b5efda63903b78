// SPDX-License-Identifier: MIT
#include "ui/canvas/picture.h"

#include <algorithm>
#include <utility>

#include "ui/canvas/backdrop_painter.h"
#include "ui/canvas/sampling.h"

namespace frisket::ui {

namespace {
/// Device pixels that the samples around a change may be off, beyond the reach of contours.
constexpr int kSlack = 2;
/// Less than so many pixels to render are done before another thread would wake.
constexpr std::int64_t kWorthThreads = 100'000;
/// Tiles between two looks at the clock: a few milliseconds.
constexpr std::size_t kHastyTiles = 4;
}  // namespace

Picture::Picture(session::Document& document, session::LayerStyles& styles)
    : m_document(document),
      m_styles(styles),
      m_renderer(document, styles),
      m_tiles([this](std::span<const TileJob> jobs) { renderTiles(jobs); }),
      m_backdropTiles([this](std::span<const TileJob> jobs) {
          std::for_each(jobs.begin(), jobs.end(),
                        [this](const TileJob& job) { renderBackdrop(job); });
      }) {}

void Picture::setShown(std::optional<std::vector<session::LayerId>> shown) {
    m_renderer.setShown(std::move(shown));
    forget();
}

void Picture::setGrid(bool shown) {
    m_renderer.setGrid(shown);
    forget();
}

void Picture::setHatching(bool shown) {
    m_renderer.setHatching(shown);
    forget();
}

void Picture::setOrder(bool shown) {
    m_renderer.setOrder(shown);
    forget();
}

void Picture::setCastMap(bool shown) {
    m_renderer.setCastMap(shown);
    forget();
}

void Picture::setSurround(QColor colour) {
    if (colour != m_surround) {
        m_surround = colour;
        forget();
    }
}

void Picture::layersChanged() {
    const qint64 photo = m_document.backdrop().cacheKey();
    if (photo != m_shownPhoto) {
        m_shownPhoto = photo;
        m_backdropTiles.clear();
    }
    m_renderer.layersChanged();
    forget();
}

void Picture::forget() {
    m_tiles.clear();
    m_kept.reset();
    m_whole = false;
}

void Picture::renew() {
    m_kept.reset();
    m_tiles.invalidate(image().translated(-m_view.origin()));
}

bool Picture::showsBackdrop() const {
    const session::LayerStyle& style = m_styles.style(session::LayerId::Backdrop);
    return style.visible && style.opacity > 0 && !m_document.backdrop().isNull();
}

QSize Picture::contentSize() const {
    const QSize plane(static_cast<int>(m_document.planeWidth()),
                      static_cast<int>(m_document.planeHeight()));
    return plane.expandedTo(m_document.backdrop().size());
}

QRegion Picture::pixelsChanged(const base::Area& area) {
    m_kept.reset();  // it would show what was
    const int reach = m_renderer.reach() + kSlack;
    QRegion changed;
    for (const base::Rect& rect : area.rects()) {
        const QRect device = m_view.deviceRect(rect).adjusted(-reach, -reach, reach, reach);
        m_tiles.invalidate(device);
        const QRect seen = device.translated(m_view.origin());
        changed += seen.intersected(m_area);
    }
    return changed;
}

void Picture::setView(const ViewTransform& view, const QRect& area, double deviceRatio) {
    const bool rendersAnew = m_view.scale() != view.scale() ||
                             m_view.orientation() != view.orientation() ||
                             m_view.pictureSize() != view.pictureSize();
    if (rendersAnew) {
        keepFrame();
        m_tiles.clear();
        m_backdropTiles.clear();
        m_whole = false;
    }
    if (m_renderer.setDeviceRatio(deviceRatio)) {
        m_tiles.clear();
    }
    if (view != m_view || area != m_area) {
        m_missing = {};  // all of the viewport is painted anew
    }
    if (area != m_area) {
        m_whole = m_whole && m_area.contains(area);
        m_area = area;
    }
    m_view = view;
}

void Picture::keepFrame() {
    if (!m_whole || m_area.isEmpty() || image().isEmpty()) {
        return;  // what was kept before is more
    }
    Kept kept{QImage(m_area.size(), QImage::Format_RGB32), m_area.topLeft(), m_view};
    if (kept.frame.isNull()) {
        return;
    }
    QPainter painter(&kept.frame);
    painter.translate(-m_area.topLeft());
    draw(painter, m_area);
    painter.end();
    m_kept = std::move(kept);
}

bool Picture::render(const QRect& seen, std::optional<Clock::time_point> deadline) {
    const QRect wanted = seen.intersected(image()).translated(-m_view.origin());
    std::vector<TileJob> jobs = m_tiles.takeStale(wanted);
    const auto distance = [middle = wanted.center()](const TileJob& job) {
        return (QRect(job.corner, job.tile->size()).center() - middle).manhattanLength();
    };
    std::sort(jobs.begin(), jobs.end(),
              [&](const TileJob& a, const TileJob& b) { return distance(a) < distance(b); });
    const std::span<const TileJob> all(jobs);
    const std::size_t step = deadline ? kHastyTiles : jobs.size();
    for (std::size_t done = 0; done < jobs.size(); done += step) {
        if (deadline && done > 0 && Clock::now() >= *deadline) {
            m_tiles.giveBack(all.subspan(done));
            m_whole = m_whole && !m_area.contains(seen);
            for (const TileJob& job : all.subspan(done)) {
                m_missing += QRect(job.corner + m_view.origin(), job.tile->size());
            }
            m_missing &= m_area;
            return false;
        }
        try {
            renderTiles(all.subspan(done, std::min(step, jobs.size() - done)));
        } catch (...) {
            m_tiles.giveBack(
                all.subspan(done));  // what was not rendered must not look as if it were
            throw;
        }
    }
    m_whole = m_whole || seen.contains(m_area);
    return true;
}

bool Picture::renderAhead(std::chrono::milliseconds time) {
    // Half a view on each side, or what the tiles may keep.
    QSize margin = m_area.size() / 2;
    const auto around = [&] {
        return m_area.adjusted(-margin.width(), -margin.height(), margin.width(), margin.height());
    };
    while (!margin.isEmpty() && TileCache::bytesFor(around()) > m_tiles.byteBudget()) {
        margin /= 2;
    }
    const bool done = render(around(), Clock::now() + time);
    endFrame();
    return done;
}

QRegion Picture::takeMissing() { return std::exchange(m_missing, {}); }

void Picture::endFrame() {
    const QRect view = m_area.translated(-m_view.origin());
    m_tiles.trim(view);
    m_backdropTiles.trim(view);
}

void Picture::draw(QPainter& painter, const QRect& exposed) {
    const QRect inside = exposed.intersected(image());
    for (const QRect& around : QRegion(exposed).subtracted(inside)) {
        painter.fillRect(around, m_surround);
    }
    m_tiles.forEachTile(
        inside.translated(-m_view.origin()), [&](QPoint corner, const QImage* tile) {
            const QRect part = QRect(corner, QSize(TileCache::kSide, TileCache::kSide))
                                   .intersected(inside.translated(-m_view.origin()));
            const QRect target = part.translated(m_view.origin());
            if (tile != nullptr) {
                painter.drawImage(target.topLeft(), *tile, part.translated(-corner));
            } else {
                drawKept(painter, target);
            }
        });
}

void Picture::drawKept(QPainter& painter, const QRect& exposed) const {
    painter.fillRect(exposed, QColor::fromRgb(TileRenderer::kGround));
    if (!m_kept || m_kept->view.orientation() != m_view.orientation()) {
        return;
    }
    // Where the frame of then lies in the view of now.
    const QPointF first = m_view.toDevice(m_kept->view.toImage(m_kept->corner));
    const double factor = m_view.scale() / m_kept->view.scale();
    const QRectF target(first, QSizeF(m_kept->frame.size()) * factor);
    const QRectF part = target.intersected(exposed);
    if (!part.isEmpty()) {
        const QRectF source((part.topLeft() - first) / factor, part.size() / factor);
        painter.drawImage(part, m_kept->frame, source);
    }
}

void Picture::renderBackdrop(const TileJob& job) {
    const Orientation& orientation = m_view.orientation();
    const QRect part =
        orientation.toPicture(QRect(job.corner, job.tile->size()), m_view.pictureSize());
    const auto drawInto = [&](QImage& into) {
        into.fill(TileRenderer::kGround);
        QPainter painter(&into);
        painter.translate(-part.topLeft());
        drawBackdrop(painter, m_document.photo(), m_view.scale(), part);
    };
    if (orientation == Orientation()) {
        drawInto(*job.tile);
        return;
    }
    QImage plain(part.size(), QImage::Format_RGB32);
    drawInto(plain);
    orientPixels(reinterpret_cast<const std::uint32_t*>(plain.constBits()),
                 plain.bytesPerLine() / 4, plain.size(), orientation,
                 reinterpret_cast<std::uint32_t*>(job.tile->bits()), job.tile->bytesPerLine() / 4);
}

void Picture::renderTiles(std::span<const TileJob> jobs) {
    TileRenderer::Below below;
    below.surround = m_surround.rgb();
    std::vector<const QImage*> photos(jobs.size());
    if (showsBackdrop()) {
        const QSize size = m_document.backdrop().size();
        below.extent = {static_cast<int>(deviceExtent(size.width(), m_view.scale())),
                        static_cast<int>(deviceExtent(size.height(), m_view.scale()))};
        below.opacity = m_styles.style(session::LayerId::Backdrop).opacity;
    }
    const QRect covered =
        m_view.orientation().toView(QRect(QPoint(0, 0), below.extent), m_view.pictureSize());
    std::int64_t pixels = 0;
    QRect all;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (covered.intersects(QRect(jobs[i].corner, jobs[i].tile->size()))) {
            photos[i] = &m_backdropTiles.tile(jobs[i].corner);
        }
        for (const QRect& part : jobs[i].parts) {
            pixels += std::int64_t{part.width()} * part.height();
            all = all.united(part);
        }
    }
    m_renderer.prepare(m_view, all);
    const auto render = [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            TileRenderer::Below own = below;
            own.photo = photos[i];
            m_renderer.render(jobs[i], own);
        }
    };
    const auto count = static_cast<std::int64_t>(jobs.size());
    if (pixels < kWorthThreads) {
        render(0, count);
    } else {
        m_document.pool().forRange(count, 1, render);
    }
}

}  // namespace frisket::ui
