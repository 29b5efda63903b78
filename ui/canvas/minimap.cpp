// SPDX-License-Identifier: MIT
#include "ui/canvas/minimap.h"

#include <cmath>

#include <QMouseEvent>
#include <QPainter>

#include "ui/theme.h"

namespace frisket::ui {

namespace {
/// Widget pixels: the longer side of the picture, the frame around it, the way from the edges.
constexpr int kSide = 180;
constexpr int kFrame = 1;
constexpr int kMargin = 12;
/// Rest after the last change before the picture follows.
constexpr int kRestMs = 200;
}  // namespace

Minimap::Minimap(Canvas& canvas, session::Document& document, session::LayerStyles& styles)
    : QWidget(canvas.viewport()),
      m_canvas(canvas),
      m_document(document),
      m_picture(document, styles) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("The whole image; click or drag to go there"));
    setAccessibleName(tr("Minimap"));
    hide();
    m_picture.setShown(std::vector{session::LayerId::Result});  // outlines would cover it all
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    canvas.viewport()->installEventFilter(this);
    connect(&m_rest, &QTimer::timeout, this, &Minimap::renew);
    const auto layersChanged = [this] {
        m_picture.layersChanged();
        m_frame = {};  // of another image
        place();
        refreshSoon();
    };
    const auto looksChanged = [this] {
        m_picture.forget();
        place();
        refreshSoon();
    };
    connect(&document, &session::Document::layersChanged, this, layersChanged);
    connect(&document, &session::Document::planeChanged, this, looksChanged);
    connect(&styles, &session::LayerStyles::styleChanged, this, looksChanged);
    connect(&styles.labels(), &session::LabelLooks::changed, this, looksChanged);
    connect(&document, &session::Document::pixelsChanged, this, [this](const base::Area& area) {
        if (isVisible() && !m_picture.pixelsChanged(area).isEmpty()) {
            refreshSoon();
        } else if (!isVisible()) {
            m_picture.forget();
        }
    });
    connect(&canvas, &Canvas::viewChanged, this, [this] {
        place();
        update();
    });
    layersChanged();
}

void Minimap::setWanted(bool wanted) {
    m_wanted = wanted;
    place();
}

QRect Minimap::inner() const { return rect().adjusted(kFrame, kFrame, -kFrame, -kFrame); }

void Minimap::place() {
    const QSize content = m_picture.contentSize();
    const base::Rect plane = m_document.planeRect();
    const bool seesAll = m_canvas.visibleRect() == plane;
    const QSize room = m_canvas.viewport()->size();
    if (!m_wanted || plane.empty() || seesAll || room.width() < 3 * kSide ||
        room.height() < 2 * kSide) {
        hide();
        return;
    }
    const QSize turned = m_canvas.orientation().sizeOf(content);
    const QSize size = turned.scaled(kSide, kSide, Qt::KeepAspectRatio).expandedTo({8, 8});
    resize(size + QSize(2 * kFrame, 2 * kFrame));
    move(room.width() - width() - kMargin, room.height() - height() - kMargin);
    const double ratio = devicePixelRatioF();
    ViewTransform view;
    view.setContent(content.width(), content.height());
    view.setOrientation(m_canvas.orientation(), {});
    view.setScale(
        std::min(size.width() * ratio / turned.width(), size.height() * ratio / turned.height()));
    view.setOrigin({0, 0});  // of the picture in the frame
    if (view.pictureSize() != m_view.pictureSize() || view.orientation() != m_view.orientation()) {
        m_frame = {};
    }
    if (view != m_view || isHidden()) {
        m_view = view;
        refreshSoon();
    }
    show();
}

void Minimap::refreshSoon() { m_rest.start(); }

void Minimap::renew() {
    if (isHidden()) {
        return;
    }
    if (m_document.inStroke()) {
        refreshSoon();
        return;
    }
    const double ratio = devicePixelRatioF();
    const QRect all = QRectF(QPointF(0, 0), QSizeF(inner().size()) * ratio).toAlignedRect();
    QImage frame(all.size(), QImage::Format_RGB32);
    if (frame.isNull()) {
        return;
    }
    m_picture.setSurround(canvasSurround(palette()));
    m_picture.setView(m_view, all, ratio);
    m_picture.render(all, std::nullopt);
    QPainter painter(&frame);
    m_picture.draw(painter, all);
    painter.end();
    m_picture.endFrame();
    m_frame = std::move(frame);
    update();
}

void Minimap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    painter.fillRect(rect(), QColor(160, 160, 160));
    if (m_frame.isNull()) {
        painter.fillRect(inner(), canvasSurround(palette()));
    } else {
        painter.drawImage(inner(), m_frame);
    }
    // What the canvas shows, seen on any picture.
    const base::Rect seen = m_canvas.visibleRect();
    const QPointF a = m_view.toDevice({static_cast<double>(seen.x0), static_cast<double>(seen.y0)});
    const QPointF b = m_view.toDevice({static_cast<double>(seen.x1), static_cast<double>(seen.y1)});
    QRectF frame = QRectF(a / ratio, b / ratio).normalized().translated(inner().topLeft());
    constexpr double kLeast = 6;  // so that it is found at any zoom
    frame.adjust(
        -std::max(0.0, kLeast - frame.width()) / 2, -std::max(0.0, kLeast - frame.height()) / 2,
        std::max(0.0, kLeast - frame.width()) / 2, std::max(0.0, kLeast - frame.height()) / 2);
    painter.setPen(QPen(QColor(0, 0, 0, 200), 3));
    painter.drawRect(frame);
    painter.setPen(QPen(Qt::white, 1));
    painter.drawRect(frame);
}

bool Minimap::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void Minimap::moveTo(QPointF widget) {
    m_canvas.centreOn(m_view.toImage((widget - inner().topLeft()) * devicePixelRatioF()));
}

void Minimap::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        moveTo(event->position());
    }
}

void Minimap::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) {
        moveTo(event->position());
    }
}

}  // namespace frisket::ui
