// SPDX-License-Identifier: MIT
#include "ui/docks/plot_view.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace frisket::ui {

PlotView::PlotView(const QString& name, QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QRectF PlotView::plotBelow(double above) const {
    constexpr double kMargin = 6;
    return QRectF(rect()).adjusted(kMargin, above, -kMargin, -fontMetrics().height() - kMargin);
}

void PlotView::setHovered(int item) {
    if (item != m_hovered) {
        m_hovered = item;
        update();
        emit itemHovered(item);
    }
}

void PlotView::paintFocus(QPainter& painter, const QRectF& plot) const {
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(plot.adjusted(-1, -1, 0, 0));
    }
}

QString PlotView::number(double value) { return QString::number(value, 'g', 6); }

double PlotView::partOf(double value, double low, double high) {
    // Halves, since the widest range is twice what a double holds.
    const double width = high / 2 - low / 2;
    return width > 0 ? std::clamp((value / 2 - low / 2) / width, 0.0, 1.0) : 0.5;
}

bool PlotView::event(QEvent* event) {
    // What is not seen is not pointed at, with the keys neither.
    if (event->type() == QEvent::Leave || event->type() == QEvent::Hide) {
        setHovered(-1);
    }
    return QWidget::event(event);
}

void PlotView::mouseMoveEvent(QMouseEvent* event) { setHovered(itemAt(event->position().x())); }

void PlotView::keyPressEvent(QKeyEvent* event) {
    const int last = itemCount() - 1;
    if (event->key() == Qt::Key_Right && last >= 0) {
        setHovered(std::min(last, m_hovered + 1));
    } else if (event->key() == Qt::Key_Left && last >= 0) {
        setHovered(m_hovered < 0 ? last : std::max(0, m_hovered - 1));
    } else {
        QWidget::keyPressEvent(event);
    }
}

}  // namespace frisket::ui
