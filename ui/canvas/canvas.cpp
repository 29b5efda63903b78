// SPDX-License-Identifier: MIT
#include "ui/canvas/canvas.h"

#include <cmath>

#include <QBackingStore>
#include <QPaintEngine>
#include <QPaintEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include "ui/theme.h"
#include "ui/tools/tool_manager.h"

namespace frisket::ui {

namespace {
constexpr double kZoomStep = 1.25;
/// Rendering in a frame of a moving view: with the last tiles and the copy to the screen it stays
/// below 16 ms.
constexpr std::chrono::milliseconds kHaste{7};
/// Rest before what is next to the view is rendered, and how long at a time.
constexpr int kRestMs = 120;
constexpr std::chrono::milliseconds kAheadSlice{4};
}  // namespace

Canvas::Canvas(session::Document& document, session::LayerStyles& styles,
               session::ToolOptions& options, QWidget* parent)
    : QAbstractScrollArea(parent),
      m_document(document),
      m_styles(styles),
      m_options(options),
      m_picture(document, styles),
      m_tools(std::make_unique<ToolManager>(ToolContext{document, options, *this, styles})) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Canvas"));
    setAccessibleDescription(
        tr("Arrow keys move a cursor over the image, Space is the left button there"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->grabGesture(Qt::PinchGesture);
    connect(&document, &session::Document::layersChanged, this, &Canvas::documentChanged);
    connect(&document, &session::Document::planeChanged, this, &Canvas::planeChanged);
    connect(&document, &session::Document::pixelsChanged, this, &Canvas::pixelsChanged);
    m_picture.setHatching(true);
    connect(&document, &session::Document::limitsChanged, this, [this] {
        m_hasty = true;  // a slider may move: what is late shows what it did
        forEachPicture([](Picture& picture) { picture.renew(); });
        viewport()->update();
    });
    connect(&styles, &session::LayerStyles::styleChanged, this, &Canvas::redrawAll);
    connect(&styles.labels(), &session::LabelLooks::changed, this, &Canvas::redrawAll);
    m_finish.setSingleShot(true);
    m_ahead.setSingleShot(true);
    connect(&m_finish, &QTimer::timeout, this, [this] {
        forEachPicture([this](Picture& picture) {
            for (const QRect& missing : picture.takeMissing()) {
                viewport()->update(toWidget(missing));
            }
        });
    });
    connect(&m_ahead, &QTimer::timeout, this, &Canvas::renderAhead);
    connect(&options, &session::ToolOptions::brushSizeChanged, this, &Canvas::updateHoverOverlay);
    connect(&options, &session::ToolOptions::placeAsked, this, &Canvas::updateCursor);
    m_marks.setLine(options.line());
    connect(&options, &session::ToolOptions::lineChanged, this,
            [this] { m_marks.setLine(m_options.line()); });
    connect(&options.floating(), &session::Floating::changed, this, &Canvas::updateHoverOverlay);
    connect(&m_marks, &CanvasMarks::changed, this, &Canvas::updateMarks);
    connect(&options, &session::ToolOptions::optionsChanged, this, &Canvas::updateTool);
    connect(m_tools.get(), &ToolManager::toolChanged, this, [this] {
        updateTool();
        redrawOverlay();  // the other tool's was anywhere
    });
    updateCursor();
    documentChanged();  // it may have layers already
}

Canvas::~Canvas() = default;

void Canvas::updateTool() {
    updateCursor();
    updateHoverOverlay();
    updateAxes();
}

void Canvas::updateAxes() {
    const ToolId id = m_tools->currentId();
    const bool paints = id == ToolId::Brush || id == ToolId::Eraser || id == ToolId::SmartBrush;
    m_marks.setSymmetry(paints && !m_document.planeRect().empty()
                            ? m_options.symmetry(m_document.planeRect())
                            : paint::Symmetry());
}

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

QRect Canvas::toDevice(const QRect& widget) const {
    const double ratio = devicePixelRatioF();
    return QRectF(widget.x() * ratio, widget.y() * ratio, widget.width() * ratio,
                  widget.height() * ratio)
        .toAlignedRect();
}

void Canvas::documentChanged() {
    forEachPicture([](Picture& picture) { picture.layersChanged(); });
    planeChanged();
}

void Canvas::planeChanged() {
    const base::Rect plane = m_document.planeRect();
    const QSize content = m_picture.contentSize();
    m_view.setContent(content.width(), content.height());
    if (plane != m_plane) {
        m_plane = plane;
        if (m_keyCursor.button() != KeyboardCursor::Button::Up) {
            cancelStroke();
        }
        hideKeyCursor();  // it was on a pixel of another image
        zoomFit();
    }
    updateAxes();
    redrawAll();
}

void Canvas::redrawAll() {
    forEachPicture([](Picture& picture) { picture.forget(); });
    viewport()->update();
}

void Canvas::pixelsChanged(const base::Area& area) {
    QRegion changed;
    forEachPicture([&](Picture& picture) {
        for (const QRect& device : picture.pixelsChanged(area)) {
            changed += coarse(toWidget(device));
        }
    });
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
    showView(true);
}

void Canvas::zoomTo(double scale) {
    m_view.centreScale(scale, viewportSize());
    m_fitted = false;
    showView(true);
}

void Canvas::zoomIn() { zoomTo(m_view.scale() * kZoomStep); }

void Canvas::zoomOut() { zoomTo(m_view.scale() / kZoomStep); }

void Canvas::zoomOneToOne() { zoomTo(1); }

void Canvas::zoomFit() {
    m_view.fit(viewportSize());
    m_fitted = true;
    showView(true);
}

void Canvas::showRect(const base::Rect& image) {
    constexpr double kPart = 0.8;  // of the view, so that what is around is seen too
    const base::Point first{static_cast<double>(image.x0), static_cast<double>(image.y0)};
    const base::Point last{static_cast<double>(image.x1), static_cast<double>(image.y1)};
    const QRectF device = QRectF(m_view.toDevice(first), m_view.toDevice(last)).normalized();
    const double room = kPart * std::min(viewportSize().width() / device.width(),
                                         viewportSize().height() / device.height());
    if (room < 1) {
        zoomTo(m_view.scale() * room);
    }
    centreOn(base::Point{(first.x + last.x) / 2, (first.y + last.y) / 2});
}

void Canvas::panBy(QPoint device) {
    m_view.setOrigin(m_view.origin() + device);
    m_fitted = false;
    showView(false);
}

void Canvas::centreOn(base::Point image) {
    m_view.centreOn(image, viewportSize());
    m_fitted = false;
    showView(false);
}

void Canvas::setOrientation(const Orientation& orientation) {
    m_view.setOrientation(orientation, viewportSize());
    if (m_fitted) {
        m_view.fit(viewportSize());
    }
    showView(true);
}

void Canvas::setView(const ViewTransform& view) {
    if (view != m_view) {
        const bool scaleChanged = view.scale() != m_view.scale();
        m_view = view;
        m_fitted = false;
        showView(scaleChanged);
    }
}

base::Rect Canvas::visibleRect() const {
    const QSizeF size = viewportSize();
    const base::Point a = m_view.toImage({0, 0});
    const base::Point b = m_view.toImage({size.width(), size.height()});
    const base::Rect seen{static_cast<std::int64_t>(std::floor(std::min(a.x, b.x))),
                          static_cast<std::int64_t>(std::floor(std::min(a.y, b.y))),
                          static_cast<std::int64_t>(std::ceil(std::max(a.x, b.x))),
                          static_cast<std::int64_t>(std::ceil(std::max(a.y, b.y)))};
    return seen.intersected(m_document.planeRect());
}

void Canvas::showView(bool scaleChanged) {
    m_hasty = true;
    if (scaleChanged) {
        emit zoomChanged(m_view.scale());
    }
    updateScrollBars();
    if (m_keyCursor.isShown()) {
        m_pointer = m_view.toDevice(m_keyCursor.place());  // it lies on the image, the mouse above
    }
    updateHover();
    updateMarks();
    viewport()->update();
    emit viewChanged();
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
    update(*horizontalScrollBar(), m_view.extent().width(), viewportSize().width(),
           m_view.origin().x());
    update(*verticalScrollBar(), m_view.extent().height(), viewportSize().height(),
           m_view.origin().y());
}

void Canvas::scrollContentsBy(int, int) {
    if (!m_updatingScrollBars) {
        m_view.setOrigin({-horizontalScrollBar()->value(), -verticalScrollBar()->value()});
        m_fitted = false;
        showView(false);
    }
}

void Canvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        redrawAll();  // tiles hold the colour of what is around the image
    }
    QAbstractScrollArea::changeEvent(event);
}

void Canvas::resizeEvent(QResizeEvent*) {
    placeRulers();
    if (m_fitted) {
        zoomFit();
    } else {
        updateScrollBars();
        emit viewChanged();
    }
}

void Canvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const auto [left, right] = sides();
    m_picture.setView(m_view, left, devicePixelRatioF());
    if (m_second) {
        m_second->setView(m_view, right, devicePixelRatioF());
    }
    forEachPicture([this](Picture& picture) { picture.setSurround(canvasSurround(palette())); });
    // In haste only on the screen, where more comes soon; who grabs the picture wants all of it.
    const QBackingStore* store = backingStore();
    const bool onScreen = store != nullptr && painter.paintEngine()->paintDevice() ==
                                                  const_cast<QBackingStore*>(store)->paintDevice();
    std::optional<Picture::Clock::time_point> deadline;
    if (m_hasty && onScreen) {
        deadline = Picture::Clock::now() + kHaste;
    }
    // All that waits is rendered at once.
    if (render(toDevice(event->region().boundingRect()), deadline)) {
        m_hasty = false;
        m_ahead.start(kRestMs);
    } else {
        m_ahead.stop();  // what is seen comes first
        m_finish.start(0);
    }
    // One rectangle after the other: clipped to several, a painter copies pictures by the span, on
    // threads that take longer to wake than to copy.
    constexpr int kMostRects = 256;
    if (event->region().rectCount() > kMostRects) {
        paintRect(painter, event->region().boundingRect());
    } else {
        for (const QRect& rect : event->region()) {
            paintRect(painter, rect);
        }
    }
    forEachPicture([](Picture& picture) { picture.endFrame(); });
}

void Canvas::paintRect(QPainter& painter, const QRect& widget) {
    const double ratio = devicePixelRatioF();
    painter.resetTransform();
    painter.setClipRect(widget);
    painter.scale(1 / ratio, 1 / ratio);
    const QRect exposed = toDevice(widget);
    const auto [left, right] = sides();
    m_picture.draw(painter, exposed.intersected(left));
    if (m_second) {
        m_second->draw(painter, exposed.intersected(right));
        paintDivider(painter, exposed);
    }
    m_tools->current().paintOverlay(painter, m_view, m_hover, exposed);
    m_marks.paint(painter, m_view, QRect(QPoint(0, 0), viewportSize().toSize()), exposed);
}

bool Canvas::render(const QRect& seen, std::optional<Picture::Clock::time_point> deadline) {
    const auto [left, right] = sides();
    const bool first = m_picture.render(seen.intersected(left), deadline);
    return (!m_second || m_second->render(seen.intersected(right), deadline)) && first;
}

void Canvas::renderAhead() {
    if (m_active == nullptr && !m_pair && isVisible() && !m_picture.renderAhead(kAheadSlice)) {
        m_ahead.start(0);
    }
}

}  // namespace frisket::ui
