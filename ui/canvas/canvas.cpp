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
}  // namespace

Canvas::Canvas(session::Document& document, session::LayerStyles& styles,
               session::ToolOptions& options, QWidget* parent)
    : QAbstractScrollArea(parent),
      m_document(document),
      m_styles(styles),
      m_options(options),
      m_renderer(document, styles),
      m_tiles([this](QImage& tile, QPoint corner, const QRect& part) {
          m_renderer.render(tile, corner, part, m_view.scale());
      }),
      m_backdropTiles([this](QImage& tile, QPoint corner, const QRect& part) {
          tile.fill(Qt::transparent);
          QPainter painter(&tile);
          painter.translate(-corner);
          m_backdrop.draw(painter, m_view.scale(), part);
      }),
      m_tools(std::make_unique<ToolManager>(ToolContext{document, options, *this})) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Canvas"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->grabGesture(Qt::PinchGesture);
    connect(&document, &session::Document::layersChanged, this, &Canvas::documentChanged);
    connect(&document, &session::Document::pixelsChanged, this, &Canvas::pixelsChanged);
    connect(&styles, &session::LayerStyles::styleChanged, this, &Canvas::redrawAll);
    connect(&styles.labels(), &session::LabelLooks::changed, this, &Canvas::redrawAll);
    connect(&options, &session::ToolOptions::brushSizeChanged, this, &Canvas::updateHoverOverlay);
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

void Canvas::pixelsChanged(const base::Rect& rect) {
    const int reach = m_renderer.reach() + kSlack;
    const QRect device = m_view.deviceRect(rect).adjusted(-reach, -reach, reach, reach);
    m_tiles.invalidate(device);
    viewport()->update(toWidget(device.translated(m_view.origin())));
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
    viewport()->update();
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
        viewport()->update();
    }
}

void Canvas::resizeEvent(QResizeEvent*) {
    if (m_fitted) {
        zoomFit();
    } else {
        updateScrollBars();
    }
}

void Canvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const double ratio = devicePixelRatioF();
    if (m_renderer.setDeviceRatio(ratio)) {
        m_tiles.clear();
    }
    painter.fillRect(event->rect(), canvasSurround(palette()));
    painter.scale(1 / ratio, 1 / ratio);
    const QRect exposed = QRectF(event->rect().x() * ratio, event->rect().y() * ratio,
                                 event->rect().width() * ratio, event->rect().height() * ratio)
                              .toAlignedRect();
    const base::Rect plane = m_document.planeRect();
    if (plane.empty()) {
        return;
    }
    painter.setClipRect(exposed);
    painter.fillRect(
        QRect(m_view.origin(), QSize(static_cast<int>(deviceExtent(plane.width(), zoom())),
                                     static_cast<int>(deviceExtent(plane.height(), zoom())))),
        QColor(0x2a, 0x2c, 0x30));
    const session::LayerStyle& backdrop = m_styles.style(session::LayerId::Backdrop);
    if (backdrop.visible) {
        painter.setOpacity(backdrop.opacity);
        paintTiles(painter, m_backdropTiles, m_backdrop.size().width(), m_backdrop.size().height(),
                   exposed);
        painter.setOpacity(1);
    }
    paintTiles(painter, m_tiles, plane.width(), plane.height(), exposed);
    m_tools->current().paintOverlay(painter, m_view, m_hover);
}

void Canvas::paintTiles(QPainter& painter, TileCache& tiles, std::int64_t width,
                        std::int64_t height, const QRect& exposed) const {
    const QRect image(0, 0, static_cast<int>(deviceExtent(width, zoom())),
                      static_cast<int>(deviceExtent(height, zoom())));
    tiles.forEachTile(exposed.translated(-m_view.origin()).intersected(image),
                      [&](QPoint corner, const QImage& tile) {
                          painter.drawImage(corner + m_view.origin(), tile);
                      });
}

}  // namespace frisket::ui
