// SPDX-License-Identifier: MIT
#include "ui/docks/style_panel.h"

#include <QColorDialog>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include "core/render/difference.h"
#include "ui/docks/levels_editor.h"
#include "ui/docks/percent_row.h"
#include "ui/docks/segment_bar.h"
#include "ui/docks/swatch.h"
#include "ui/session/layer_colours.h"

namespace frisket::ui {

namespace {
using session::ColourChoice;
using session::Draw;
using session::LayerId;
using session::LayerStyle;
}  // namespace

StylePanel::StylePanel(session::LayerStyles* styles, QWidget* parent)
    : QWidget(parent),
      m_styles(styles),
      m_grid(new QGridLayout(this)),
      m_title(new QLabel(this)),
      m_show(new SegmentBar(this)),
      m_legend(new QLabel(this)),
      m_draw(new SegmentBar(this)),
      m_opacity(new PercentRow(tr("Opacity"), this)),
      m_contourOpacity(new PercentRow(tr("Opacity of the contour"), this)),
      m_contour(new QWidget(this)),
      m_thickness(new QSpinBox(m_contour)),
      m_tones(new QComboBox(m_contour)),
      m_colourRow(new QWidget(this)),
      m_colours(new QComboBox(m_colourRow)),
      m_tint(new QPushButton(m_colourRow)),
      m_levels(new LevelsEditor(this)) {
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_grid->setContentsMargins(8, 8, 8, 8);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_title, 0, 0, 1, 2);

    m_show->addSegment(tr("Overlay"), tr("Show the whole result"));
    m_show->addSegment(tr("Difference"), tr("Show only what the result changes"));
    m_draw->addSegment(tr("Fill"), tr("Fill each region"), QStringLiteral("fill"));
    m_draw->addSegment(tr("Contour"), tr("Draw only the outline of each region"),
                       QStringLiteral("contour"));
    m_draw->addSegment(tr("Both"), tr("Fill each region and draw its outline"));
    m_opacity->setToolTip(tr("Opacity of the fill or the picture"));
    m_contourOpacity->setToolTip(tr("Opacity of the contour"));
    buildContourRow();
    buildColours();
    buildLegend();
    addRow(tr("&Show"), m_show);
    addRow({}, m_legend);
    addRow(tr("&Draw as"), m_draw);
    addRow(tr("&Opacity"), m_opacity);
    addRow(tr("Conto&ur"), m_contour);
    addRow(tr("Opacit&y"), m_contourOpacity);
    addRow(tr("&Colours"), m_colourRow);
    addRow(tr("Va&lues"), m_levels);

    connect(m_show, &SegmentBar::chosen, this, [this](int segment) {
        edit([segment](LayerStyle& style) { style.difference = segment == 1; });
    });
    connect(m_draw, &SegmentBar::chosen, this, [this](int segment) {
        edit([segment](LayerStyle& style) { style.draw = static_cast<Draw>(segment); });
    });
    connect(m_opacity, &PercentRow::partChanged, this,
            [this](double part) { edit([part](LayerStyle& style) { style.opacity = part; }); });
    connect(m_contourOpacity, &PercentRow::partChanged, this, [this](double part) {
        edit([part](LayerStyle& style) { style.contourOpacity = part; });
    });
    connect(m_levels, &LevelsEditor::styleEdited, this, [this](const LayerStyle& edited) {
        edit([&edited](LayerStyle& style) {
            style.levels = edited.levels;
            style.low = edited.low;
            style.high = edited.high;
            style.invert = edited.invert;
        });
    });
    connect(m_styles, &session::LayerStyles::styleChanged, this, [this](LayerId id) {
        if (id == m_layer) {
            showStyle();
        }
    });
    showStyle();
}

void StylePanel::addRow(const QString& label, QWidget* widget) {
    const int row = m_grid->rowCount();
    auto* name = new QLabel(label, this);
    name->setBuddy(widget);
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(widget, row, 1);
}

void StylePanel::showRow(QWidget* widget, bool shown) {
    int row = 0;
    int column = 0;
    int rows = 0;
    int columns = 0;
    m_grid->getItemPosition(m_grid->indexOf(widget), &row, &column, &rows, &columns);
    m_grid->itemAtPosition(row, 0)->widget()->setVisible(shown);
    widget->setVisible(shown);
}

void StylePanel::buildContourRow() {
    m_thickness->setRange(1, session::kWidestContour);
    m_thickness->setSuffix(tr(" px"));
    m_thickness->setAccessibleName(tr("Thickness of the contour in pixels"));
    m_thickness->setToolTip(tr("Thickness on the screen, whatever the zoom"));
    m_tones->addItem(tr("Two tones"));
    m_tones->addItem(tr("One tone"));
    m_tones->setAccessibleName(tr("Tones of the contour"));
    m_tones->setToolTip(
        tr("Two tones: dashes of the colour and of black or white, of which one is seen on any "
           "photo. The colour is made lighter or darker where that takes it.\n"
           "One tone: the colour as it is."));
    auto* row = new QHBoxLayout(m_contour);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_tones, 1);
    row->addWidget(m_thickness);
    m_contour->setFocusProxy(m_tones);
    connect(m_thickness, &QSpinBox::valueChanged, this, [this](int pixels) {
        edit([pixels](LayerStyle& style) { style.contourWidth = pixels; });
    });
    connect(m_tones, &QComboBox::activated, this, [this](int index) {
        edit([index](LayerStyle& style) { style.solidContour = index == 1; });
    });
}

void StylePanel::buildColours() {
    const auto add = [this](const QString& text, ColourChoice choice, const QString& tooltip) {
        m_colours->addItem(text, QVariant::fromValue(int(choice)));
        m_colours->setItemData(m_colours->count() - 1, tooltip, Qt::ToolTipRole);
    };
    add(tr("Palette of the file"), ColourChoice::Labels,
        tr("The colours in the file, or in the destination's; without any, the stable ones"));
    add(tr("Stable colours"), ColourChoice::Stable,
        tr("Each label has its colour in all files; neighbouring numbers look different"));
    add(tr("Colour-blind safe"), ColourChoice::Safe,
        tr("The seven colours of Okabe and Ito, then darker and lighter ones: 21 in all, which "
           "then come again"));
    add(tr("One colour"), ColourChoice::Tint, tr("The same colour for all labels but 0"));
    m_colours->insertSeparator(m_colours->count());
    add(tr("Grey"), ColourChoice::Grey, tr("Values from black to white"));
    add(tr("Viridis"), ColourChoice::Viridis, tr("Values from violet over teal to yellow"));
    add(tr("Magma"), ColourChoice::Magma, tr("Values from black over coral to pale yellow"));
    add(tr("Cividis"), ColourChoice::Cividis,
        tr("Values from blue over grey to yellow, for people who can't tell red from green too"));
    m_colours->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_colours->setMinimumContentsLength(12);
    m_colours->setAccessibleName(tr("Colours"));
    m_colours->setToolTip(tr("How labels or values become colours"));
    m_tint->setText(tr("Tint…"));
    m_tint->setToolTip(tr("Choose the one colour"));
    auto* row = new QHBoxLayout(m_colourRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_colours, 1);
    row->addWidget(m_tint);
    m_colourRow->setFocusProxy(m_colours);
    connect(m_colours, &QComboBox::activated, this, [this](int index) {
        const auto choice = static_cast<ColourChoice>(m_colours->itemData(index).toInt());
        edit([choice](LayerStyle& style) { style.colours = choice; });
    });
    connect(m_tint, &QPushButton::clicked, this, &StylePanel::chooseTint);
}

void StylePanel::buildLegend() {
    const auto entry = [](render::Difference kind, const QString& text) {
        const labels::Rgb colour = render::kDifferenceColours[static_cast<std::size_t>(kind)];
        return QStringLiteral("<span style='color:%1'>&#9632;</span>&nbsp;%2")
            .arg(QColor(colour.r, colour.g, colour.b).name(), text.toHtmlEscaped());
    };
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setWordWrap(true);
    m_legend->setText(QStringList{entry(render::Difference::Added, tr("added")),
                                  entry(render::Difference::Removed, tr("removed")),
                                  entry(render::Difference::Relabelled, tr("relabelled"))}
                          .join(QStringLiteral("&ensp; ")));
    m_legend->setToolTip(
        tr("Added: 0 in the destination, not in the result. Removed: the other way round. "
           "Relabelled: another value, neither 0."));
}

void StylePanel::setLayer(LayerId layer) {
    m_layer = layer;
    showStyle();
}

void StylePanel::setRanges(Ranges ranges) {
    m_ranges = std::move(ranges);
    showStyle();
}

void StylePanel::showStyle() {
    const LayerStyle& style = m_styles->style(m_layer);
    const bool picture = m_layer == LayerId::Backdrop;
    const QSignalBlocker quietThickness(m_thickness);
    m_title->setText(session::displayName(m_layer));
    m_show->setCurrent(style.difference ? 1 : 0);
    m_draw->setCurrent(static_cast<int>(style.draw));
    m_opacity->setPart(style.opacity);
    m_contourOpacity->setPart(style.contourOpacity);
    m_thickness->setValue(style.contourWidth);
    m_tones->setCurrentIndex(style.solidContour ? 1 : 0);
    showRow(m_show, m_layer == LayerId::Result);
    showRow(m_legend, m_layer == LayerId::Result && style.difference);
    showRow(m_draw, !picture);
    showRow(m_opacity, picture || style.fills());
    showRow(m_contour, !picture && style.hasContour());
    showRow(m_contourOpacity, !picture && style.hasContour());
    showColours(style);
}

void StylePanel::showColours(const LayerStyle& style) {
    const bool tinted = m_layer == LayerId::Condition;
    const bool differs = m_layer == LayerId::Result && style.difference;
    const bool values = !tinted && !differs && m_layer != LayerId::Backdrop;
    m_colours->setCurrentIndex(m_colours->findData(int(style.colours)));
    m_colours->setVisible(values);
    m_tint->setIcon(swatch(style.tint, palette(), devicePixelRatioF()));
    m_tint->setAccessibleName(tr("Tint, now %1").arg(style.tint.name()));
    m_tint->setVisible(tinted || style.colours == ColourChoice::Tint);
    showRow(m_colourRow, values || tinted);
    const bool ramp = values && session::rampOf(style.colours).has_value();
    if (ramp) {
        m_levels->setStyle(style, m_ranges ? m_ranges(m_layer) : std::nullopt);
    }
    showRow(m_levels, ramp);
}

void StylePanel::chooseTint() {
    const QColor chosen =
        QColorDialog::getColor(m_styles->style(m_layer).tint, this,
                               tr("Tint of the %1").arg(session::displayName(m_layer).toLower()));
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
