// SPDX-License-Identifier: MIT
#include "ui/options/smart_part.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QSpinBox>

namespace frisket::ui {

namespace {
using session::LayerId;
using session::SmartOptions;

constexpr int kMostRounds = 20;
constexpr double kMostTolerance = 1e9;

/// The options with one of them changed.
template <class Value>
void store(session::ToolOptions& options, Value SmartOptions::*member, Value value) {
    SmartOptions smart = options.smart();
    smart.*member = value;
    options.setSmart(smart);
}
}  // namespace

SmartLayerPart::SmartLayerPart(const Context& context)
    : OptionPart(context), m_layer(new QComboBox) {
    for (const LayerId id : {LayerId::Backdrop, LayerId::Source, LayerId::Destination,
                             LayerId::Result, LayerId::Condition}) {
        m_layer->addItem(session::displayName(id), static_cast<int>(id));
    }
    m_layer->setToolTip(tr("The layer whose edges and colours count"));
    m_layer->setAccessibleName(tr("Layer that smart tools look at"));
    addText(tr("Look at"));
    add(m_layer);
    connect(m_layer, &QComboBox::activated, this, [this] {
        store(options(), &SmartOptions::layer,
              static_cast<LayerId>(m_layer->currentData().toInt()));
    });
}

bool SmartLayerPart::serves(ToolId id) const {
    return id == ToolId::Scissors || id == ToolId::GrabCut || id == ToolId::Watershed ||
           id == ToolId::SmartBrush;
}

void SmartLayerPart::showOptions() {
    m_layer->setCurrentIndex(m_layer->findData(static_cast<int>(options().smart().layer)));
}

GrabCutPart::GrabCutPart(const Context& context)
    : OptionPart(context), m_begin(new QComboBox), m_rounds(new QSpinBox) {
    m_begin->addItem(tr("a box"), true);
    m_begin->addItem(tr("scribbles"), false);
    m_begin->setToolTip(tr("A box round the object, or scribbles on it and beside it"));
    m_begin->setAccessibleName(tr("What cutting out begins with"));
    m_rounds->setRange(1, kMostRounds);
    m_rounds->setToolTip(tr("How often colours and object are found from each other"));
    m_rounds->setAccessibleName(tr("Rounds"));
    addText(tr("Begin with"));
    add(m_begin);
    addText(tr("Rounds"));
    add(m_rounds);
    connect(m_begin, &QComboBox::activated, this,
            [this] { store(options(), &SmartOptions::byBox, m_begin->currentData().toBool()); });
    connect(m_rounds, &QSpinBox::valueChanged, this,
            [this](int rounds) { store(options(), &SmartOptions::rounds, rounds); });
    giveKeysBackAfter(*m_rounds);
}

bool GrabCutPart::serves(ToolId id) const { return id == ToolId::GrabCut; }

void GrabCutPart::showOptions() {
    const QSignalBlocker rounds(m_rounds);
    m_begin->setCurrentIndex(m_begin->findData(options().smart().byBox));
    m_rounds->setValue(options().smart().rounds);
}

WatershedPart::WatershedPart(const Context& context)
    : OptionPart(context),
      m_does(new QComboBox),
      m_apart(new QCheckBox(tr("Keep apart"))),
      m_neck(new QSpinBox) {
    m_does->addItem(tr("Grow scribbles"), false);
    m_does->addItem(tr("Split what is clicked"), true);
    m_does->setToolTip(tr(
        "Scribbles grow up to edges; or a click splits what hangs together there at its necks: "
        "the condition, or, where another mask is looked at, the label, whose parts are joined"));
    m_does->setAccessibleName(tr("What the watershed does"));
    m_apart->setToolTip(tr("Leave a line of a pixel between objects that meet"));
    m_neck->setRange(1, 100);
    m_neck->setSuffix(tr(" %"));
    m_neck->setToolTip(tr("A neck is thinner than so much of the thinner part beside it"));
    m_neck->setAccessibleName(tr("Neck in percent"));
    add(m_does);
    add(m_apart);
    addText(tr("Neck below"));
    add(m_neck);
    connect(m_does, &QComboBox::activated, this,
            [this] { store(options(), &SmartOptions::splits, m_does->currentData().toBool()); });
    connect(m_apart, &QCheckBox::clicked, this,
            [this](bool apart) { store(options(), &SmartOptions::keepsApart, apart); });
    connect(m_neck, &QSpinBox::valueChanged, this,
            [this](int percent) { store(options(), &SmartOptions::neck, percent); });
    giveKeysBackAfter(*m_neck);
}

bool WatershedPart::serves(ToolId id) const { return id == ToolId::Watershed; }

void WatershedPart::showOptions() {
    const SmartOptions& smart = options().smart();
    const QSignalBlocker neck(m_neck);
    m_does->setCurrentIndex(m_does->findData(smart.splits));
    m_apart->setChecked(smart.keepsApart);
    m_neck->setValue(smart.neck);
    m_apart->setEnabled(!smart.splits);
    m_neck->setEnabled(smart.splits);
}

SmartBrushPart::SmartBrushPart(const Context& context)
    : OptionPart(context), m_tolerance(new QDoubleSpinBox) {
    m_tolerance->setRange(0, kMostTolerance);
    m_tolerance->setDecimals(2);
    m_tolerance->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_tolerance->setMaximumWidth(110);
    m_tolerance->setAccessibleName(tr("Tolerance of the smart brush"));
    m_tolerance->setToolTip(
        tr("Most that a pixel may differ from those under the brush's middle; of a picture red, "
           "green and blue each"));
    addText(tr("Tolerance"));
    add(m_tolerance);
    connect(m_tolerance, &QDoubleSpinBox::valueChanged, this,
            [this](double most) { store(options(), &SmartOptions::tolerance, most); });
    giveKeysBackAfter(*m_tolerance);
}

bool SmartBrushPart::serves(ToolId id) const { return id == ToolId::SmartBrush; }

void SmartBrushPart::showOptions() {
    const QSignalBlocker tolerance(m_tolerance);
    if (m_tolerance->value() != options().smart().tolerance) {  // else the cursor would jump
        m_tolerance->setValue(options().smart().tolerance);
    }
}

}  // namespace frisket::ui
