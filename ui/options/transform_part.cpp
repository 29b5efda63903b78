// SPDX-License-Identifier: MIT
#include "ui/options/transform_part.h"

#include <cmath>

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>

#include "ui/icons.h"

namespace frisket::ui {

namespace {
constexpr double kFar = 1 << 20;
constexpr double kPercent = 100;
}  // namespace

TransformPart::TransformPart(const Context& context)
    : OptionPart(context),
      m_x(addNumber(tr("X"), tr("Left edge"), tr("Left edge in image pixels"))),
      m_y(addNumber(tr("Y"), tr("Upper edge"), tr("Upper edge in image pixels"))),
      m_width(addNumber(tr("W"), tr("Width in percent"),
                        tr("Width in percent of what it was; below 0 it is mirrored"))),
      m_height(addNumber(tr("H"), tr("Height in percent"),
                         tr("Height in percent of what it was; below 0 it is mirrored"))),
      m_angle(addNumber(tr("Angle"), tr("Angle"), tr("Turned clockwise by so many degrees"))) {
    for (QDoubleSpinBox* box : {m_x, m_y}) {
        box->setRange(-kFar, kFar);
        box->setDecimals(1);
    }
    for (QDoubleSpinBox* box : {m_width, m_height}) {
        box->setRange(-kPercent * paint::kMostScale, kPercent * paint::kMostScale);
        box->setDecimals(1);
        box->setSuffix(tr("%"));
    }
    m_angle->setRange(-180, 180);
    m_angle->setWrapping(true);
    m_angle->setDecimals(1);
    m_angle->setSuffix(tr("°"));
    // What a box shows is rounded: each one changes its own number only.
    connect(m_x, &QDoubleSpinBox::valueChanged, this, [this](double x) {
        if (floating().present()) {
            floating().moveBy(x - floating().corner().x, 0);
        }
    });
    connect(m_y, &QDoubleSpinBox::valueChanged, this, [this](double y) {
        if (floating().present()) {
            floating().moveBy(0, y - floating().corner().y);
        }
    });
    connect(m_width, &QDoubleSpinBox::valueChanged, this,
            [this](double percent) { scale(&paint::Placement::scaleX, percent); });
    connect(m_height, &QDoubleSpinBox::valueChanged, this,
            [this](double percent) { scale(&paint::Placement::scaleY, percent); });
    connect(m_angle, &QDoubleSpinBox::valueChanged, this, &TransformPart::turn);
    addSteps();
    m_keeps = new QCheckBox(tr("Keep the original"));
    m_keeps->setToolTip(
        tr("Leave what was lifted where it was, too; also Alt or Ctrl and a drag inside"));
    add(m_keeps);
    connect(m_keeps, &QCheckBox::toggled, this,
            [this](bool keeps) { floating().setKeepsOriginal(keeps); });
    addEnds();
    connect(&floating(), &session::Floating::changed, this, &TransformPart::showOptions);
}

QDoubleSpinBox* TransformPart::addNumber(const QString& text, const QString& name,
                                         const QString& tip) {
    auto* box = new QDoubleSpinBox;
    box->setAccessibleName(name);
    box->setToolTip(tip);
    box->setKeyboardTracking(false);
    box->setFixedWidth(84);
    addText(text);
    add(box);
    giveKeysBackAfter(*box);
    return box;
}

void TransformPart::addSteps() {
    m_steps = {addButton(tr("Mirror across"), tr("Left and right change places")),
               addButton(tr("Mirror down"), tr("Above and below change places")),
               addButton(tr("Turn left"), tr("A quarter to the left")),
               addButton(tr("Turn right"), tr("A quarter to the right"))};
    connect(m_steps[0], &QAction::triggered, this, [this] { floating().mirror(true); });
    connect(m_steps[1], &QAction::triggered, this, [this] { floating().mirror(false); });
    connect(m_steps[2], &QAction::triggered, this, [this] { floating().turnBy(-90); });
    connect(m_steps[3], &QAction::triggered, this, [this] { floating().turnBy(90); });
}

void TransformPart::addEnds() {
    m_ends = {addButton(tr("Done"), tr("Put it into the condition (Enter)")),
              addButton(tr("Discard"), tr("Leave all as it was (Esc)"))};
    connect(m_ends[0], &QAction::triggered, &floating(), &session::Floating::settleRequested);
    connect(m_ends[1], &QAction::triggered, &floating(), &session::Floating::drop);
}

bool TransformPart::serves(ToolId id) const { return id == ToolId::Transform; }

void TransformPart::scale(double paint::Placement::*axis, double percent) {
    paint::Placement placement = floating().placement();
    if (percent != 0) {  // nothing has neither a size nor a way back
        placement.*axis = paint::boundedScale(percent / kPercent);
        floating().setPlacement(placement);
    }
    showOptions();  // it may have been too little, or none
}

void TransformPart::turn() {
    paint::Placement placement = floating().placement();
    placement.degrees = session::normalDegrees(m_angle->value());
    floating().setPlacement(placement);
}

void TransformPart::showOptions() {
    const bool present = floating().present();
    const bool lifted = present && floating().origin() == session::Floating::Origin::Lifted;
    const auto show = [present](QDoubleSpinBox& box, double value) {
        const QSignalBlocker blocker(box);
        box.setValue(value);
        box.setEnabled(present);
    };
    const base::Point corner = present ? floating().corner() : base::Point();
    const paint::Placement placement = present ? floating().placement() : paint::Placement();
    show(*m_x, corner.x);
    show(*m_y, corner.y);
    show(*m_width, kPercent * placement.scaleX);
    show(*m_height, kPercent * placement.scaleY);
    show(*m_angle, placement.degrees);
    const QSignalBlocker keeps(m_keeps);
    m_keeps->setChecked(present && floating().keepsOriginal());
    m_keeps->setEnabled(lifted);
    for (QAction* action : m_steps + m_ends) {
        action->setEnabled(present);
    }
}

void TransformPart::setIcons(const QPalette& palette) {
    const QList<QString> names{QStringLiteral("mirror-across"), QStringLiteral("mirror-down"),
                               QStringLiteral("turn-left"), QStringLiteral("turn-right")};
    for (int i = 0; i < names.size(); ++i) {
        m_steps[i]->setIcon(icon(names[i], palette));
    }
}

}  // namespace frisket::ui
