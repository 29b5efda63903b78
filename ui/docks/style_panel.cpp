// SPDX-License-Identifier: MIT
#include "ui/docks/style_panel.h"

#include <cmath>

#include <QButtonGroup>
#include <QColorDialog>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStackedWidget>

#include "ui/icons.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::ColourChoice;
using session::LayerId;
using session::LayerStyle;

constexpr int kSwatch = 16;

QIcon swatch(const QColor& colour, const QPalette& palette, qreal ratio) {
    QPixmap pixmap(QSize(kSwatch, kSwatch) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(quietText(palette));
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(0.5, 0.5, kSwatch - 1, kSwatch - 1), 3, 3);
    return QIcon(pixmap);
}

QPushButton* segment(const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setCheckable(true);
    return button;
}

/// The style darkens a checked button a little, which on dark ground is not seen.
void showChecked(QPushButton& button, const QPalette& around) {
    QPalette own = around;
    if (button.isChecked()) {
        own.setColor(QPalette::Button, mixed(around.color(QPalette::Button),
                                             around.color(QPalette::Highlight), 0.45));
    }
    button.setPalette(own);
}
}  // namespace

StylePanel::StylePanel(session::LayerStyles* styles, QWidget* parent)
    : QWidget(parent),
      m_styles(styles),
      m_title(new QLabel(this)),
      m_opacity(new QSlider(Qt::Horizontal, this)),
      m_percent(new QSpinBox(this)),
      m_colourPages(new QStackedWidget(this)),
      m_colours(new QComboBox(this)),
      m_tint(new QPushButton(this)),
      m_ownColours(new QLabel(tr("As in the picture"), this)),
      m_fill(segment(tr("Fill"), this)),
      m_contour(segment(tr("Contour"), this)) {
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);

    m_opacity->setRange(0, 100);
    m_opacity->setPageStep(10);
    m_opacity->setMinimumWidth(80);
    m_percent->setRange(0, 100);
    m_percent->setSuffix(tr(" %"));
    m_percent->setAlignment(Qt::AlignRight);
    m_colours->addItem(tr("Label colours"), QVariant::fromValue(int(ColourChoice::Labels)));
    m_colours->addItem(tr("Grey"), QVariant::fromValue(int(ColourChoice::Grey)));
    m_colours->addItem(tr("Viridis"), QVariant::fromValue(int(ColourChoice::Viridis)));
    m_colours->setToolTip(
        tr("Label colours: one for each value. Grey and Viridis: from the lowest "
           "value to the highest."));
    m_tint->setText(tr("Tint…"));
    m_tint->setToolTip(tr("Colour in which selected pixels are tinted"));
    m_colourPages->addWidget(m_colours);
    m_colourPages->addWidget(m_tint);
    m_colourPages->addWidget(m_ownColours);
    m_colourPages->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_fill->setToolTip(tr("Fill each region"));
    m_contour->setToolTip(tr("Draw only the outline of each region"));

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 8, 8, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    auto* opacityLabel = new QLabel(tr("&Opacity"), this);
    auto* coloursLabel = new QLabel(tr("&Colours"), this);
    auto* drawLabel = new QLabel(tr("&Draw as"), this);
    opacityLabel->setBuddy(m_opacity);
    coloursLabel->setBuddy(m_colours);
    drawLabel->setBuddy(m_fill);
    m_opacity->setAccessibleName(tr("Opacity"));
    m_percent->setAccessibleName(tr("Opacity in percent"));
    m_colours->setAccessibleName(tr("Colours"));
    grid->addWidget(m_title, 0, 0, 1, 3);
    grid->addWidget(opacityLabel, 1, 0);
    grid->addWidget(m_opacity, 1, 1);
    grid->addWidget(m_percent, 1, 2);
    grid->addWidget(coloursLabel, 2, 0);
    grid->addWidget(m_colourPages, 2, 1, 1, 2);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(4);
    segments->addWidget(m_fill);
    segments->addWidget(m_contour);
    grid->addWidget(drawLabel, 3, 0);
    grid->addLayout(segments, 3, 1, 1, 2);
    grid->setColumnStretch(1, 1);

    auto* group = new QButtonGroup(this);
    group->addButton(m_fill);
    group->addButton(m_contour);
    connect(m_opacity, &QSlider::valueChanged, this, [this](int percent) {
        edit([percent](LayerStyle& style) { style.opacity = percent / 100.0; });
    });
    connect(m_percent, &QSpinBox::valueChanged, m_opacity, &QSlider::setValue);
    connect(m_colours, &QComboBox::activated, this, [this](int index) {
        const auto choice = static_cast<ColourChoice>(m_colours->itemData(index).toInt());
        edit([choice](LayerStyle& style) { style.colours = choice; });
    });
    connect(m_tint, &QPushButton::clicked, this, &StylePanel::chooseTint);
    connect(m_contour, &QPushButton::toggled, this, [this](bool contour) {
        edit([contour](LayerStyle& style) { style.contour = contour; });
    });
    connect(m_styles, &session::LayerStyles::styleChanged, this, [this](LayerId id) {
        if (id == m_layer) {
            showStyle();
        }
    });
    showStyle();
}

void StylePanel::setLayer(LayerId layer) {
    m_layer = layer;
    showStyle();
}

void StylePanel::showStyle() {
    const LayerStyle& style = m_styles->style(m_layer);
    const int percent = static_cast<int>(std::lround(style.opacity * 100));
    const QSignalBlocker quietOpacity(m_opacity);
    const QSignalBlocker quietPercent(m_percent);
    const QSignalBlocker quietContour(m_contour);
    m_title->setText(session::displayName(m_layer));
    m_opacity->setValue(percent);
    m_percent->setValue(percent);
    m_colours->setCurrentIndex(m_colours->findData(int(style.colours)));
    m_tint->setIcon(swatch(style.tint, palette(), devicePixelRatioF()));
    m_tint->setAccessibleName(tr("Tint, now %1").arg(style.tint.name()));
    const bool picture = m_layer == LayerId::Backdrop;
    const bool tinted = m_layer == LayerId::Condition;
    m_colourPages->setCurrentWidget(picture  ? static_cast<QWidget*>(m_ownColours)
                                    : tinted ? static_cast<QWidget*>(m_tint)
                                             : static_cast<QWidget*>(m_colours));
    m_fill->setEnabled(!picture);
    m_contour->setEnabled(!picture);
    (style.contour ? m_contour : m_fill)->setChecked(true);
    m_fill->setIcon(icon(QStringLiteral("fill"), palette()));
    m_contour->setIcon(icon(QStringLiteral("contour"), palette()));
    showChecked(*m_fill, palette());
    showChecked(*m_contour, palette());
}

void StylePanel::chooseTint() {
    const QColor chosen =
        QColorDialog::getColor(m_styles->style(m_layer).tint, this, tr("Tint of the condition"));
    if (chosen.isValid()) {
        edit([chosen](LayerStyle& style) { style.tint = chosen; });
    }
}

void StylePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showStyle();
    }
    QWidget::changeEvent(event);
}

}  // namespace frisket::ui
