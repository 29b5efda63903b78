// SPDX-License-Identifier: MIT
#include "ui/docks/change_totals.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/docks/change_words.h"
#include "ui/docks/swatch.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using measure::ChangeKind;

constexpr std::array kLines{ChangeKind::Added, ChangeKind::Removed, ChangeKind::Relabelled,
                            ChangeKind::Unchanged};
constexpr int kGap = 8;
}  // namespace

ChangeTotalsView::ChangeTotalsView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("What would change"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChangeTotalsView::setTotals(const measure::ChangeTotals& totals, std::int64_t pixels) {
    if (totals != m_totals || pixels != m_pixels) {
        m_totals = totals;
        m_pixels = pixels;
        setAccessibleDescription(text());
        update();
    }
}

QString ChangeTotalsView::text() const {
    QStringList lines;
    for (const ChangeKind kind : kLines) {
        lines << tr("%1: %2 (%3)")
                     .arg(changeName(kind), countWords(m_totals.of(kind)),
                          percentWords(m_totals.of(kind), m_pixels));
    }
    return lines.join(u'\n');
}

int ChangeTotalsView::lineHeight() const {
    return std::max(fontMetrics().height(), kSwatchSide) + 4;
}

QSize ChangeTotalsView::sizeHint() const {
    const auto width = [this](const QString& text) {
        return fontMetrics().horizontalAdvance(text);
    };
    return {kSwatchSide + 3 * kGap + width(changeName(ChangeKind::Relabelled)) +
                width(countWords(1'000'000'000)) + width(percentWords(1, 1'000'000)),
            lineHeight() * static_cast<int>(kLines.size())};
}

QSize ChangeTotalsView::minimumSizeHint() const { return sizeHint(); }

bool ChangeTotalsView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int line = help->pos().y() / lineHeight();
        if (line >= 0 && line < static_cast<int>(kLines.size())) {
            QToolTip::showText(help->globalPos(), changeTip(kLines[static_cast<std::size_t>(line)]),
                               this);
            return true;
        }
    }
    return QWidget::event(event);
}

void ChangeTotalsView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const int height = lineHeight();
    const int percent = fontMetrics().horizontalAdvance(percentWords(1, 1'000'000));
    for (int i = 0; i < static_cast<int>(kLines.size()); ++i) {
        const ChangeKind kind = kLines[static_cast<std::size_t>(i)];
        const std::int64_t count = m_totals.of(kind);
        const QRect line(0, i * height, width(), height);
        swatch(changeColour(kind), palette(), devicePixelRatioF())
            .paint(&painter, QRect(0, line.top(), kSwatchSide, height));
        painter.setPen(count == 0 ? quietText(palette()) : palette().color(QPalette::WindowText));
        painter.drawText(line.adjusted(kSwatchSide + kGap, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, changeName(kind));
        painter.drawText(line.adjusted(0, 0, -percent - kGap, 0), Qt::AlignRight | Qt::AlignVCenter,
                         countWords(count));
        painter.setPen(quietText(palette()));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, percentWords(count, m_pixels));
    }
}

}  // namespace frisket::ui
