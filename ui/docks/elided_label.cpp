// SPDX-License-Identifier: MIT
#include "ui/docks/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace frisket::ui {

namespace {
constexpr int kFewCharacters = 6;
}

ElidedLabel::ElidedLabel(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text) {
    // A line break would be drawn as a box.
    m_text = text;
    m_text.replace(u'\n', u' ');
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_mode = mode;
    update();
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const {
    const int few = fontMetrics().averageCharWidth() * kFewCharacters;
    return {std::min(few, sizeHint().width()), fontMetrics().height()};
}

QString ElidedLabel::fitting() const { return fontMetrics().elidedText(m_text, m_mode, width()); }

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && fitting() != m_text) {
        // Escaped, as a tooltip would take a file's name for markup.
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_text.toHtmlEscaped(),
                           this);
        return true;
    }
    return QWidget::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Active, QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, fitting());
}

}  // namespace frisket::ui
