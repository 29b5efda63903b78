// SPDX-License-Identifier: MIT
// The part of Canvas that shows two layers on two sides of a divider, and guides.
#include <cmath>

#include <QPainter>

#include "ui/canvas/canvas.h"
#include "ui/canvas/ruler.h"
#include "ui/tools/tool_manager.h"

namespace frisket::ui {

namespace {
/// Widget pixels to either side of the divider in which it is grabbed.
constexpr double kGrab = 5;
}  // namespace

void Canvas::setPair(const std::optional<CanvasPair>& pair) {
    if (!pair && !m_pair) {
        return;
    }
    const bool same = pair && m_pair && pair->left == m_pair->left && pair->right == m_pair->right;
    m_pair = pair;
    if (!pair) {
        m_second.reset();
        m_picture.setShown(m_shown);
    } else if (!same) {
        if (!m_second) {
            m_second = std::make_unique<Picture>(m_document, m_styles);
            m_second->layersChanged();
            m_second->setGrid(m_grid);
            m_second->setHatching(true);
            m_second->setOrder(m_order);
            m_second->setCastMap(m_castMap);
        }
        m_second->setShown(std::vector{pair->right});
        m_picture.setShown(std::vector{pair->left});
    }
    viewport()->update();
}

void Canvas::setShown(std::optional<std::vector<session::LayerId>> shown) {
    m_shown = std::move(shown);
    if (!m_pair) {
        m_picture.setShown(m_shown);
        viewport()->update();
    }
}

int Canvas::dividerPlace() const {
    return static_cast<int>(std::lround(m_pair->divider * viewportSize().width()));
}

std::pair<QRect, QRect> Canvas::sides() const {
    const QSize size = viewportSize().toSize();
    if (!m_pair) {
        return {QRect(QPoint(0, 0), size), QRect()};
    }
    const int divider = dividerPlace();
    return {QRect(0, 0, divider, size.height()),
            QRect(divider, 0, size.width() - divider, size.height())};
}

bool Canvas::isOnDivider(QPointF widget) const {
    return m_pair && m_pair->divides &&
           std::abs(widget.x() - dividerPlace() / devicePixelRatioF()) <= kGrab;
}

void Canvas::paintDivider(QPainter& painter, const QRect& exposed) const {
    const auto [left, right] = sides();
    if (m_pair->divides) {
        const int line = std::max(1, static_cast<int>(std::lround(devicePixelRatioF())));
        const QRect white(right.left() - line / 2, 0, line, right.height());
        const QRect dark = white.adjusted(-line, 0, line, 0);
        painter.fillRect(dark.intersected(exposed), QColor(0, 0, 0, 170));
        painter.fillRect(white.intersected(exposed), Qt::white);
    }
    paintCaption(painter, left, session::displayName(m_pair->left), false, exposed);
    paintCaption(painter, right, session::displayName(m_pair->right), m_pair->divides, exposed);
}

void Canvas::paintCaption(QPainter& painter, const QRect& side, const QString& text, bool atRight,
                          const QRect& exposed) const {
    const double ratio = devicePixelRatioF();
    const int margin = static_cast<int>(std::lround(6 * ratio));
    QFont captionFont = font();
    captionFont.setPixelSize(static_cast<int>(std::lround(fontInfo().pixelSize() * ratio)));
    const QFontMetrics metrics(captionFont, this);
    const int top = side.top() + 2 * margin;
    if (exposed.top() > top + metrics.height() + margin) {
        return;  // as most of what is painted: no text is laid out for it
    }
    painter.save();
    painter.setFont(captionFont);
    QRect box = metrics.boundingRect(text).adjusted(-margin, -margin / 2, margin, margin / 2);
    box.moveTop(top);
    box.moveLeft(atRight ? side.right() - box.width() - 2 * margin : side.left() + 2 * margin);
    if (box.width() + 4 * margin <= side.width() && box.intersects(exposed)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 190));
        painter.drawRoundedRect(box, margin / 2.0, margin / 2.0);
        painter.setPen(Qt::white);
        painter.drawText(box, Qt::AlignCenter, text);
    }
    painter.restore();
}

void Canvas::setGrid(bool shown) {
    if (shown != m_grid) {
        m_grid = shown;
        forEachPicture([shown](Picture& picture) { picture.setGrid(shown); });
        viewport()->update();
    }
}

void Canvas::setOrder(bool shown) {
    if (shown != m_order) {
        m_order = shown;
        forEachPicture([shown](Picture& picture) { picture.setOrder(shown); });
        viewport()->update();
    }
}

void Canvas::setCastMap(bool shown) {
    if (shown != m_castMap) {
        m_castMap = shown;
        forEachPicture([shown](Picture& picture) { picture.setCastMap(shown); });
        viewport()->update();
    }
}

void Canvas::setRulers(bool shown) {
    if (shown == (m_rulers.front() != nullptr)) {
        return;
    }
    const int depth = shown ? Ruler::thickness(fontMetrics()) : 0;
    for (QWidget*& ruler : m_rulers) {
        delete ruler;
        ruler = nullptr;
    }
    if (shown) {
        m_rulers = {new Ruler(Qt::Horizontal, *this, this), new Ruler(Qt::Vertical, *this, this)};
        for (QWidget* ruler : m_rulers) {
            ruler->show();
        }
    }
    setViewportMargins(depth, depth, 0, 0);
    placeRulers();
}

void Canvas::placeRulers() {
    if (m_rulers.front() != nullptr) {
        const int depth = Ruler::thickness(fontMetrics());
        const QRect view = viewport()->geometry();
        m_rulers.front()->setGeometry(view.left(), view.top() - depth, view.width(), depth);
        m_rulers.back()->setGeometry(view.left() - depth, view.top(), depth, view.height());
    }
}

}  // namespace frisket::ui
