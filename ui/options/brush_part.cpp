// SPDX-License-Identifier: MIT
#include "ui/options/brush_part.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

namespace frisket::ui {

namespace {
using paint::NibShape;

/// The slider ends here: finer where it matters; larger ones are typed.
constexpr int kSliderEnd = 200;
}  // namespace

BrushPart::BrushPart(const Context& context) : OptionPart(context) {
    addSize();
    addNib();
    connect(&options(), &session::ToolOptions::brushSizeChanged, this, &BrushPart::showOptions);
}

bool BrushPart::serves(ToolId id) const {
    return id == ToolId::Brush || id == ToolId::Eraser || id == ToolId::Line ||
           id == ToolId::SmartBrush;
}

void BrushPart::addSize() {
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setRange(session::kSmallestBrush, kSliderEnd);
    m_slider->setFixedWidth(110);
    m_slider->setAccessibleName(tr("Brush size"));
    m_size = new QSpinBox;
    m_size->setRange(session::kSmallestBrush, session::kLargestBrush);
    m_size->setSuffix(tr(" px"));
    m_size->setAccessibleName(tr("Brush size in pixels"));
    m_size->setToolTip(tr("Diameter in image pixels; [ and ], or Ctrl and the wheel"));
    addText(tr("Size"));
    add(m_slider);
    add(m_size);
    connect(m_size, &QSpinBox::valueChanged, &options(), &session::ToolOptions::setBrushSize);
    connect(m_slider, &QSlider::valueChanged, &options(), &session::ToolOptions::setBrushSize);
    giveKeysBackAfter(*m_size);
}

void BrushPart::addNib() {
    m_nib = new QComboBox;
    m_nib->addItem(tr("Round"), static_cast<int>(NibShape::Round));
    m_nib->addItem(tr("Square"), static_cast<int>(NibShape::Square));
    m_nib->addItem(tr("Flat ends"), static_cast<int>(NibShape::Flat));
    m_nib->setToolTip(
        tr("What of the brush touches the image; with flat ends strokes stop square "
           "to their way"));
    m_nib->setAccessibleName(tr("Nib"));
    addText(tr("Nib"));
    add(m_nib);
    connect(m_nib, &QComboBox::activated, this,
            [this] { options().setNibShape(static_cast<NibShape>(m_nib->currentData().toInt())); });
}

void BrushPart::showOptions() {
    const QSignalBlocker slider(m_slider);  // it ends before the largest brush does
    m_slider->setValue(options().brushSize());
    m_size->setValue(options().brushSize());
    m_nib->setCurrentIndex(m_nib->findData(static_cast<int>(options().nibShape())));
}

}  // namespace frisket::ui
