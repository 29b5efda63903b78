// SPDX-License-Identifier: MIT
#include "ui/docks/segment_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>

#include "ui/icons.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
/// As wide as its content: the style would make each button wide enough for a dialog.
class SegmentButton : public QPushButton {
public:
    using QPushButton::QPushButton;

    [[nodiscard]] QSize sizeHint() const override {
        const int drawing = icon().isNull() ? 0 : iconSize().width() + 4;
        return {fontMetrics().horizontalAdvance(text()) + drawing + 16,
                QPushButton::sizeHint().height()};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
};
}  // namespace

SegmentBar::SegmentBar(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
}

void SegmentBar::addSegment(const QString& text, const QString& tooltip, const QString& icon) {
    auto* button = new SegmentButton(text, this);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setToolTip(tooltip);
    layout()->addWidget(button);
    if (m_segments.isEmpty()) {
        setFocusProxy(button);
        button->setChecked(true);
    }
    const int number = static_cast<int>(m_segments.size());
    m_segments.append({button, icon});
    connect(button, &QPushButton::toggled, this, [this, number](bool checked) {
        updateLook();
        if (checked) {
            emit chosen(number);
        }
    });
    updateLook();
}

int SegmentBar::current() const {
    for (qsizetype i = 0; i < m_segments.size(); ++i) {
        if (m_segments[i].button->isChecked()) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void SegmentBar::setCurrent(int segment) {
    const QSignalBlocker quiet(this);
    m_segments[segment].button->setChecked(true);
}

void SegmentBar::updateLook() {
    for (const Segment& segment : m_segments) {
        // The style darkens a checked button a little, which on dark ground is not seen.
        QPalette own = palette();
        if (segment.button->isChecked()) {
            own.setColor(QPalette::Button, mixed(palette().color(QPalette::Button),
                                                 palette().color(QPalette::Highlight), 0.45));
        }
        segment.button->setPalette(own);
        if (!segment.icon.isEmpty()) {
            segment.button->setIcon(icon(segment.icon, palette()));
        }
    }
}

void SegmentBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        updateLook();
    }
    QWidget::changeEvent(event);
}

}  // namespace frisket::ui
