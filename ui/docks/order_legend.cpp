// SPDX-License-Identifier: MIT
#include "ui/docks/order_legend.h"

#include <QPainter>

#include "ui/canvas/packing_order.h"
#include "ui/session/layer_colours.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kBarHeight = 12;
constexpr int kGap = 3;
}  // namespace

OrderLegend::OrderLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void OrderLegend::setCount(std::int64_t count) {
    if (count != m_count) {
        m_count = count;
        const QString words = count > 0 ? tr("Source index 0 to %L1").arg(count - 1) : QString();
        setAccessibleName(words);
        setToolTip(words);
        update();
    }
}

QSize OrderLegend::sizeHint() const { return {120, kBarHeight + kGap + fontMetrics().height()}; }

void OrderLegend::paintEvent(QPaintEvent*) {
    if (m_count == 0) {
        return;
    }
    QPainter painter(this);
    const labels::ColourMap colours = PackingOrder::colours(m_count);
    const QRect bar(0, 0, width(), kBarHeight);
    for (int x = 0; x < bar.width(); ++x) {
        const double index =
            bar.width() > 1 ? static_cast<double>(m_count - 1) * x / (bar.width() - 1) : 0;
        painter.fillRect(QRect(x, 0, 1, kBarHeight), session::qColorOf(colours.colour(index)));
    }
    painter.setPen(quietText(palette()));
    const QRect under(0, kBarHeight + kGap, width(), fontMetrics().height());
    painter.drawText(under, Qt::AlignLeft | Qt::AlignTop, tr("source index %L1").arg(0));
    painter.drawText(under, Qt::AlignRight | Qt::AlignTop, tr("%L1").arg(m_count - 1));
}

}  // namespace frisket::ui
