// SPDX-License-Identifier: MIT
#include "ui/docks/histogram_view.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>

#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr double kGrip = 6;  ///< pixels from a handle at which it is taken
}  // namespace

HistogramView::HistogramView(QWidget* parent) : PlotView(tr("Histogram"), parent) {}

void HistogramView::setHistogram(const measure::Histogram& histogram,
                                 std::function<QColor(const measure::Histogram::Bin&)> colours) {
    m_histogram = histogram;
    m_colours = std::move(colours);
    setHovered(-1);
    update();
}

void HistogramView::setLogarithmic(bool logarithmic) {
    m_logarithmic = logarithmic;
    update();
}

void HistogramView::setWindow(const std::optional<measure::ValueRange>& window) {
    m_window = window;
    update();
}

double HistogramView::xOfBin(std::size_t bin) const {
    const QRectF area = plot();
    const auto count = static_cast<double>(m_histogram.bins.size());
    return area.left() + (static_cast<double>(bin) + 0.5) * area.width() / std::max(1.0, count);
}

double HistogramView::xOfValue(double value) const {
    const QRectF area = plot();
    if (m_histogram.bins.empty()) {
        return area.left();
    }
    const double low = m_histogram.bins.front().low;
    const double high = m_histogram.bins.back().high;
    // A window may be anything: what lies beyond stands at the edge.
    return area.left() + partOf(value, low, high) * area.width();
}

double HistogramView::valueAt(double x) const {
    const double low = m_histogram.bins.front().low;
    const double high = m_histogram.bins.back().high;
    const double part = std::clamp((x - plot().left()) / plot().width(), 0.0, 1.0);
    return low * (1 - part) + high * part;
}

int HistogramView::itemAt(double x) const {
    const int count = itemCount();
    const double part = (x - plot().left()) / plot().width();
    return count == 0 || part < 0 || part >= 1
               ? -1
               : static_cast<int>(part * static_cast<double>(count));
}

HistogramView::Handle HistogramView::handleAt(double x) const {
    if (!m_window || m_histogram.bins.empty()) {
        return Handle::None;
    }
    const double low = std::abs(x - xOfValue(m_window->low));
    const double high = std::abs(x - xOfValue(m_window->high));
    if (std::min(low, high) > kGrip) {
        return Handle::None;
    }
    return low < high || (low == high && x < xOfValue(m_window->low)) ? Handle::Low : Handle::High;
}

void HistogramView::drag(double x) {
    measure::ValueRange window = *m_window;
    // The two don't pass each other.
    if (m_dragged == Handle::Low) {
        window.low = std::min(valueAt(x), window.high);
    } else {
        window.high = std::max(valueAt(x), window.low);
    }
    if (window != *m_window) {
        setWindow(window);
        emit windowDragged(window);
    }
}

void HistogramView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        m_dragged = handleAt(event->position().x());
    }
}

void HistogramView::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    if (m_dragged != Handle::None && m_window && !m_histogram.bins.empty()) {
        drag(x);
    }
    setCursor(m_dragged != Handle::None || handleAt(x) != Handle::None ? Qt::SplitHCursor
                                                                       : Qt::ArrowCursor);
    PlotView::mouseMoveEvent(event);
}

void HistogramView::mouseReleaseEvent(QMouseEvent*) { m_dragged = Handle::None; }

void HistogramView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRectF area = plot();
    painter.fillRect(area, palette().color(QPalette::Base));
    std::int64_t most = 1;
    for (const measure::Histogram::Bin& bin : m_histogram.bins) {
        most = std::max(most, bin.count);
    }
    const auto heightOf = [&](std::int64_t count) {
        const auto part = m_logarithmic ? std::log1p(static_cast<double>(count)) /
                                              std::log1p(static_cast<double>(most))
                                        : static_cast<double>(count) / static_cast<double>(most);
        // What occurs is seen, however rare.
        return count > 0 ? std::max(1.0, part * (area.height() - 2)) : 0.0;
    };
    const auto count = static_cast<double>(m_histogram.bins.size());
    const double wide = area.width() / std::max(1.0, count);
    const double gap = wide >= 4 ? 1 : 0;
    for (std::size_t i = 0; i < m_histogram.bins.size(); ++i) {
        const measure::Histogram::Bin& bin = m_histogram.bins[i];
        const double left = area.left() + static_cast<double>(i) * wide;
        const double height = heightOf(bin.count);
        if (static_cast<int>(i) == hovered()) {
            painter.fillRect(QRectF(left, area.top(), std::max(1.0, wide), area.height()),
                             hoverBackground(palette()));
        }
        QColor colour = m_colours ? m_colours(bin) : quietText(palette());
        if (colour.alpha() == 0 || !colour.isValid()) {
            colour = quietText(palette());  // background has no colour, but a bar
        }
        painter.fillRect(QRectF(left, area.bottom() - height, std::max(1.0, wide - gap), height),
                         colour);
    }
    paintAxis(painter);
    paintWindow(painter);
    paintFocus(painter, area);
}

void HistogramView::paintAxis(QPainter& painter) const {
    const QRectF area = plot();
    painter.setPen(quietText(palette()));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_histogram.bins.empty()) {
        return;
    }
    const QRectF texts(area.left(), area.bottom() + 2, area.width(), fontMetrics().height());
    const QString low = number(m_histogram.bins.front().low);
    const QString high = number(m_histogram.bins.back().high);
    painter.drawText(texts, Qt::AlignLeft | Qt::AlignTop, low);
    if (m_histogram.bins.size() > 1) {
        painter.drawText(texts, Qt::AlignRight | Qt::AlignTop, high);
    }
}

void HistogramView::paintWindow(QPainter& painter) const {
    if (!m_window || m_histogram.bins.empty()) {
        return;
    }
    const QRectF area = plot();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const double value : {m_window->low, m_window->high}) {
        const double x = xOfValue(value);
        painter.setPen(QPen(palette().color(QPalette::Base), 4));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawEllipse(QPointF(x, area.top() + 4), 4, 4);
    }
}

}  // namespace frisket::ui
