// SPDX-License-Identifier: MIT
#include "ui/options/stroke_part.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QSpinBox>

namespace frisket::ui {

using paint::SymmetryKind;

StrokePart::StrokePart(const Context& context) : OptionPart(context) {
    addHand();
    addSymmetry();
}

void StrokePart::addHand() {
    m_steadiness = new QSpinBox;
    m_steadiness->setRange(0, session::kMostSteady);
    m_steadiness->setSingleStep(10);
    m_steadiness->setSpecialValueText(tr("off"));
    m_steadiness->setToolTip(
        tr("Pulls the brush by a string of so many pixels of the screen: a hand that trembles "
           "less draws a calm line"));
    m_steadiness->setAccessibleName(tr("Steadiness"));
    m_pressure = new QCheckBox(tr("Pressure"));
    m_pressure->setToolTip(tr("The harder the pen is pressed, the wider the brush"));
    addText(tr("Steady"));
    add(m_steadiness);
    add(m_pressure);
    connect(m_steadiness, &QSpinBox::valueChanged, this, &StrokePart::store);
    connect(m_pressure, &QCheckBox::clicked, this, &StrokePart::store);
    giveKeysBackAfter(*m_steadiness);
}

void StrokePart::addSymmetry() {
    m_kind = new QComboBox;
    m_kind->addItem(tr("None"), static_cast<int>(SymmetryKind::None));
    m_kind->addItem(tr("Left and right"), static_cast<int>(SymmetryKind::LeftRight));
    m_kind->addItem(tr("Up and down"), static_cast<int>(SymmetryKind::UpDown));
    m_kind->addItem(tr("Both"), static_cast<int>(SymmetryKind::Both));
    m_kind->addItem(tr("Radial"), static_cast<int>(SymmetryKind::Radial));
    m_kind->setToolTip(
        tr("Paints mirrored or turned copies of a stroke along with it, about the middle of the "
           "image or a place of your choice (Shift+C)"));
    m_kind->setAccessibleName(tr("Symmetry"));
    m_arms = new QSpinBox;
    m_arms->setRange(paint::kFewestArms, paint::kMostArms);
    m_arms->setSuffix(tr(" arms"));
    m_arms->setToolTip(tr("How often a stroke is painted, turned about the centre"));
    m_arms->setAccessibleName(tr("Arms of the symmetry"));
    addText(tr("Symmetry"));
    add(m_kind);
    add(m_arms);
    m_middle = addButton(tr("Centre in the middle"),
                         tr("Put the centre of the symmetry back into the middle of "
                            "the image"));
    connect(m_kind, &QComboBox::activated, this, &StrokePart::store);
    connect(m_arms, &QSpinBox::valueChanged, this, &StrokePart::store);
    connect(m_middle, &QAction::triggered, this, [this] {
        session::BrushHelp help = options().brushHelp();
        help.centre.reset();
        options().setBrushHelp(help);
    });
    giveKeysBackAfter(*m_arms);
}

bool StrokePart::serves(ToolId id) const {
    return id == ToolId::Brush || id == ToolId::Eraser || id == ToolId::SmartBrush;
}

void StrokePart::store() {
    session::BrushHelp help = options().brushHelp();
    help.steadiness = m_steadiness->value();
    help.pressure = m_pressure->isChecked();
    help.symmetry = static_cast<SymmetryKind>(m_kind->currentData().toInt());
    help.arms = m_arms->value();
    options().setBrushHelp(help);
}

void StrokePart::showOptions() {
    const session::BrushHelp& help = options().brushHelp();
    const QSignalBlocker steadiness(m_steadiness);
    const QSignalBlocker arms(m_arms);
    m_steadiness->setValue(help.steadiness);
    m_pressure->setChecked(help.pressure);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(help.symmetry)));
    m_arms->setValue(help.arms);
    setShown(m_arms, help.symmetry == SymmetryKind::Radial);
    setShown(m_middle, help.symmetry != SymmetryKind::None && help.centre.has_value());
}

}  // namespace frisket::ui
