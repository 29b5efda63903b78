// SPDX-License-Identifier: MIT
#include "ui/canvas/canvas.h"

#include <cmath>

#include <QPaintEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include "ui/theme.h"
#include "ui/tools/tool_manager.h"

namespace frisket::ui {

namespace {
constexpr double kZoomStep = 1.25;
/// Device pixels that the samples around a change may be off, beyond the reach of contours.
constexpr int kSlack = 2;
/// Less than so many pixels to render are done before another thread would wake.
constexpr std::int64_t kWorthThreads = 100'000;
}  // namespace

Canvas::Canvas(session::Document& document, session::LayerStyles& styles,
               session::ToolOptions& options, QWidget* parent)
    : QAbstractScrollArea(parent),
      m_document(document),
      m_styles(styles),
      m_options(options),
      m_renderer(document, styles),
      m_tiles([this](std::span<const TileJob> jobs) { renderTiles(jobs); }),
      m_backdropTiles([this](std::span<const TileJob> jobs) {
          for (const TileJob& job : jobs) {
              job.tile->fill(TileRenderer::kGround);
              QPainter painter(job.tile);
              painter.translate(-job.corner);
              m_backdrop.draw(painter, m_view.scale(), QRect(job.corner, job.tile->size()));
          }
      }),
      m_tools(std::make_unique<ToolManager>(ToolContext{document, options, *this})) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Canvas"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->grabGesture(Qt::PinchGesture);
    connect(&document, &session::Document::layersChanged, this, &Canvas::documentChanged);
    connect(&document, &session::Document::planeChanged, this, &Canvas::planeChanged);
    connect(&document, &session::Document::pixelsChanged, this, &Canvas::pixelsChanged);
    connect(&styles, &session::LayerStyles::styleChanged, this, &Canvas::redrawAll);
    connect(&styles.labels(), &session::LabelLooks::changed, this, &Canvas::redrawAll);
    connect(&options, &session::ToolOptions::brushSizeChanged, this, &Canvas::updateHoverOverlay);
    connect(&options, &session::ToolOptions::lineChanged, this,
            [this] { m_marks.setLine(m_options.line()); });
    connect(&m_marks, &CanvasMarks::changed, this, &Canvas::updateMarks);
    connect(m_tools.get(), &ToolManager::toolChanged, this, [this] {
        updateCursor();
        updateHoverOverlay();
    });
    updateCursor();
}

Canvas::~Canvas() = default;

QSizeF Canvas::viewportSize() const { return QSizeF(viewport()->size()) * devicePixelRatioF(); }

QPointF Canvas::widgetPosition(base::Point image) const {
    return m_view.toDevice(image) / devicePixelRatioF();
}

QRect Canvas::toWidget(const QRect& device) const {
    const double ratio = devicePixelRatioF();
    return QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio,
                  device.height() / ratio)
        .toAlignedRect();
}

void Canvas::documentChanged() {
    if (m_backdrop.setPicture(m_document.backdrop())) {
        m_backdropTiles.clear();
    }
    m_renderer.layersChanged();
    planeChanged();
}

void Canvas::planeChanged() {
    const base::Rect plane = m_document.planeRect();
    if (plane != m_plane) {
        m_plane = plane;
        zoomFit();
    }
    redrawAll();
}

void Canvas::redrawAll() {
    m_tiles.clear();
    viewport()->update();
}

void Canvas::pixelsChanged(const base::Area& area) {
    const int reach = m_renderer.reach() + kSlack;
    QRegion changed;
    for (const base::Rect& rect : area.rects()) {
        const QRect device = m_view.deviceRect(rect).adjusted(-reach, -reach, reach, reach);
        m_tiles.invalidate(device);
        changed += coarse(toWidget(device.translated(m_view.origin())));
    }
    viewport()->update(changed);
}

QRect Canvas::coarse(const QRect& widget) const {
    // Regions of rectangles on a grid stay simple, however many they are made of.
    constexpr int kGrid = 32;
    const QRect seen = widget.intersected(viewport()->rect());
    if (seen.isEmpty()) {
        return {};
    }
    const QPoint first(seen.left() / kGrid * kGrid, seen.top() / kGrid * kGrid);
    const QPoint last((seen.right() / kGrid + 1) * kGrid - 1,
                      (seen.bottom() / kGrid + 1) * kGrid - 1);
    return QRect(first, last).intersected(viewport()->rect());
}

void Canvas::zoomAt(QPointF widget, double scale) {
    m_view.zoomAt(widget * devicePixelRatioF(), scale);
    m_fitted = false;
    viewChanged(true);
}

void Canvas::zoomTo(double scale) {
    m_view.centreScale(scale, viewportSize());
    m_fitted = false;
    viewChanged(true);
}

void Canvas::zoomIn() { zoomTo(m_view.scale() * kZoomStep); }

void Canvas::zoomOut() { zoomTo(m_view.scale() / kZoomStep); }

void Canvas::zoomOneToOne() { zoomTo(1); }

void Canvas::zoomFit() {
    m_view.fit(m_document.planeWidth(), m_document.planeHeight(), viewportSize());
    m_fitted = true;
    viewChanged(true);
}

void Canvas::centreOn(base::Point image) {
    const QSizeF half = viewportSize() / 2;
    m_view.setOrigin(m_view.origin() +
                     (QPointF(half.width(), half.height()) - m_view.toDevice(image)).toPoint());
    m_fitted = false;
    viewChanged(false);
}

void Canvas::centreOn(const base::Rect& image) {
    constexpr double kPart = 0.8;  // of the view, so that what is around is seen too
    const double scale =
        kPart * std::min(viewportSize().width() / static_cast<double>(image.width()),
                         viewportSize().height() / static_cast<double>(image.height()));
    if (scale < m_view.scale()) {
        zoomTo(scale);
    }
    centreOn(base::Point{static_cast<double>(image.x0 + image.x1) / 2,
                         static_cast<double>(image.y0 + image.y1) / 2});
}

base::Rect Canvas::visibleRect() const {
    const base::Point first = m_view.toImage({0, 0});
    const base::Point last = m_view.toImage({viewportSize().width(), viewportSize().height()});
    const auto whole = [](double place) { return static_cast<std::int64_t>(place); };
    return base::Rect{whole(std::floor(first.x)), whole(std::floor(first.y)),
                      whole(std::ceil(last.x)), whole(std::ceil(last.y))}
        .intersected(m_document.planeRect());
}

void Canvas::panBy(QPoint device) {
    m_view.setOrigin(m_view.origin() + device);
    m_fitted = false;
    viewChanged(false);
}

void Canvas::viewChanged(bool scaleChanged) {
    if (scaleChanged) {
        m_tiles.clear();
        m_backdropTiles.clear();
        emit zoomChanged(m_view.scale());
    }
    updateScrollBars();
    updateHover();
    updateMarks();
    viewport()->update();
    emit viewMoved();
}

void Canvas::updateScrollBars() {
    // The image may be moved until half the window is empty; a bar shows when it does not fit. A
    // bar that comes or goes resizes the viewport and so calls this again from within.
    const auto update = [](QScrollBar& bar, double content, double visible, int origin) {
        const double reach = content > visible ? visible / 2 : 0;
        const auto low = static_cast<int>(std::min(-reach, static_cast<double>(-origin)));
        const auto high =
            static_cast<int>(std::max(content - visible + reach, static_cast<double>(-origin)));
        bar.setRange(content > visible ? low : -origin, content > visible ? high : -origin);
        bar.setPageStep(static_cast<int>(visible));
        bar.setSingleStep(std::max(1, static_cast<int>(visible / 20)));
        bar.setValue(-origin);
    };
    const QScopedValueRollback<bool> updating(m_updatingScrollBars, true);
    update(*horizontalScrollBar(), static_cast<double>(m_document.planeWidth()) * m_view.scale(),
           viewportSize().width(), m_view.origin().x());
    update(*verticalScrollBar(), static_cast<double>(m_document.planeHeight()) * m_view.scale(),
           viewportSize().height(), m_view.origin().y());
}

void Canvas::scrollContentsBy(int, int) {
    if (!m_updatingScrollBars) {
        m_view.setOrigin({-horizontalScrollBar()->value(), -verticalScrollBar()->value()});
        m_fitted = false;
        updateHover();
        updateMarks();
        viewport()->update();
        emit viewMoved();
    }
}

void Canvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        redrawAll();  // tiles hold the colour of what is around the image
    }
    QAbstractScrollArea::changeEvent(event);
}

void Canvas::resizeEvent(QResizeEvent*) {
    if (m_fitted) {
        zoomFit();
    } else {
        updateScrollBars();
        emit viewMoved();
    }
}

void Canvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const double ratio = devicePixelRatioF();
    if (m_renderer.setDeviceRatio(ratio)) {
        m_tiles.clear();
    }
    m_extent = deviceSize(m_document.planeWidth(), m_document.planeHeight());
    if (showsBackdrop()) {
        m_extent =
            m_extent.expandedTo(deviceSize(m_backdrop.size().width(), m_backdrop.size().height()));
    }
    // All that waits is rendered at once.
    const QRectF bounds = event->region().boundingRect();
    const QRect all = QRectF(bounds.topLeft() * ratio, bounds.size() * ratio).toAlignedRect();
    m_tiles.require(all.translated(-m_view.origin()).intersected({QPoint(0, 0), m_extent}));
    // One rectangle after the other: clipped to several, a painter copies pictures by the span, on
    // threads that take longer to wake than to copy.
    constexpr int kMostRects = 256;
    if (event->region().rectCount() > kMostRects) {
        paintRect(painter, event->region().boundingRect());
        return;
    }
    for (const QRect& rect : event->region()) {
        paintRect(painter, rect);
    }
}

void Canvas::paintRect(QPainter& painter, const QRect& widget) {
    const double ratio = devicePixelRatioF();
    painter.resetTransform();
    painter.setClipRect(widget);
    // Tiles are opaque; around them is what they leave free, to the whole widget pixel.
    const QRect covered = QRectF(QPointF(m_view.origin()) / ratio, QSizeF(m_extent) / ratio)
                              .toRect()
                              .adjusted(1, 1, -1, -1);
    for (const QRect& around : QRegion(widget).subtracted(covered)) {
        painter.fillRect(around, canvasSurround(palette()));
    }
    painter.scale(1 / ratio, 1 / ratio);
    const QRect image(QPoint(0, 0), m_extent);
    const QRect exposed = QRectF(widget.x() * ratio, widget.y() * ratio, widget.width() * ratio,
                                 widget.height() * ratio)
                              .toAlignedRect();
    m_tiles.forEachTile(exposed.translated(-m_view.origin()).intersected(image),
                        [&](QPoint corner, const QImage& tile) {
                            const QRect part = QRect(corner, tile.size()).intersected(image);
                            painter.drawImage(part.topLeft() + m_view.origin(), tile,
                                              part.translated(-corner));
                        });
    m_tools->current().paintOverlay(painter, m_view, m_hover, exposed);
    m_marks.paint(painter, m_view, exposed);
}

bool Canvas::showsBackdrop() const {
    const session::LayerStyle& style = m_styles.style(session::LayerId::Backdrop);
    return style.visible && style.opacity > 0 && !m_backdrop.size().isEmpty();
}

QSize Canvas::deviceSize(std::int64_t width, std::int64_t height) const {
    return {static_cast<int>(deviceExtent(width, zoom())),
            static_cast<int>(deviceExtent(height, zoom()))};
}

void Canvas::renderTiles(std::span<const TileJob> jobs) {
    TileRenderer::Below below;
    below.surround = canvasSurround(palette()).rgb();
    std::vector<const QImage*> photos(jobs.size());
    if (showsBackdrop()) {
        below.extent = deviceSize(m_backdrop.size().width(), m_backdrop.size().height());
        below.opacity = m_styles.style(session::LayerId::Backdrop).opacity;
    }
    std::int64_t pixels = 0;
    QRect all;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (QRect(QPoint(0, 0), below.extent)
                .intersects(QRect(jobs[i].corner, jobs[i].tile->size()))) {
            photos[i] = &m_backdropTiles.tile(jobs[i].corner);
        }
        for (const QRect& part : jobs[i].parts) {
            pixels += std::int64_t{part.width()} * part.height();
            all = all.united(part);
        }
    }
    m_renderer.prepare(m_view.scale(), all.top(), all.bottom() + 1);
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
    m_backdropTiles.trim();
}

}  // namespace frisket::ui
