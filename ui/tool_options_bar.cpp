// SPDX-License-Identifier: MIT
#include "ui/tool_options_bar.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include "ui/focus.h"
#include "ui/icons.h"

namespace frisket::ui {

namespace {
using paint::NibShape;
using session::Join;
using session::LayerId;

/// The slider ends here: finer where it matters; larger ones are typed.
constexpr int kSliderEnd = 200;
constexpr double kMostTolerance = 1e9;

struct JoinEntry {
    const char* icon;
    const char* text;
    const char* tip;
};
/// In the order of Join.
constexpr std::array kJoins{
    JoinEntry{"join-add", QT_TRANSLATE_NOOP("ToolOptionsBar", "Add"),
              QT_TRANSLATE_NOOP("ToolOptionsBar", "Add to the condition (Shift)")},
    JoinEntry{"join-subtract", QT_TRANSLATE_NOOP("ToolOptionsBar", "Subtract"),
              QT_TRANSLATE_NOOP("ToolOptionsBar",
                                "Take away from the condition (Alt, Ctrl or the right button)")},
    JoinEntry{
        "join-intersect", QT_TRANSLATE_NOOP("ToolOptionsBar", "Intersect"),
        QT_TRANSLATE_NOOP("ToolOptionsBar",
                          "Leave of the shown slice what is in both (Shift and Alt or Ctrl)")},
    JoinEntry{"join-replace", QT_TRANSLATE_NOOP("ToolOptionsBar", "Replace"),
              QT_TRANSLATE_NOOP("ToolOptionsBar",
                                "Take the place of what is selected in the shown slice")}};
}  // namespace

ToolOptionsBar::ToolOptionsBar(session::ToolOptions& options, ToolManager& tools, QWidget& canvas,
                               QWidget* parent)
    : QToolBar(tr("Tool options"), parent), m_options(options) {
    setObjectName(QStringLiteral("brushBar"));
    setIconSize({20, 20});
    addSize(canvas);
    addNib();
    addJoins();
    addSimilarity(canvas);
    connect(&options, &session::ToolOptions::brushSizeChanged, this, &ToolOptionsBar::showOptions);
    connect(&options, &session::ToolOptions::optionsChanged, this, &ToolOptionsBar::showOptions);
    connect(&tools, &ToolManager::toolChanged, this, &ToolOptionsBar::showTool);
    showOptions();
    setMinimumHeight(sizeHint().height());  // of all, so that the canvas stays where it is
    showTool(tools.currentId());
}

void ToolOptionsBar::addSize(QWidget& canvas) {
    m_sizeSlider = new QSlider(Qt::Horizontal);
    m_sizeSlider->setRange(session::kSmallestBrush, kSliderEnd);
    m_sizeSlider->setFixedWidth(110);
    m_sizeSlider->setAccessibleName(tr("Brush size"));
    m_sizeBox = new QSpinBox;
    m_sizeBox->setRange(session::kSmallestBrush, session::kLargestBrush);
    m_sizeBox->setSuffix(tr(" px"));
    m_sizeBox->setAccessibleName(tr("Brush size in pixels"));
    m_sizeBox->setToolTip(tr("Diameter in image pixels; [ and ], or Ctrl and the wheel"));
    m_ofSize = {addWidget(new QLabel(tr(" Size "))), addWidget(m_sizeSlider), addWidget(m_sizeBox)};
    connect(m_sizeBox, &QSpinBox::valueChanged, &m_options, &session::ToolOptions::setBrushSize);
    connect(m_sizeSlider, &QSlider::valueChanged, &m_options, &session::ToolOptions::setBrushSize);
    giveFocusOnReturn(*m_sizeBox->findChild<QLineEdit*>(), canvas);
}

void ToolOptionsBar::addNib() {
    m_nib = new QComboBox;
    m_nib->addItem(tr("Round"), static_cast<int>(NibShape::Round));
    m_nib->addItem(tr("Square"), static_cast<int>(NibShape::Square));
    m_nib->addItem(tr("Flat ends"), static_cast<int>(NibShape::Flat));
    m_nib->setToolTip(
        tr("What of the brush touches the image; with flat ends strokes stop square "
           "to their way"));
    m_nib->setAccessibleName(tr("Nib"));
    m_ofNib = {addWidget(new QLabel(tr("  Nib "))), addWidget(m_nib)};
    connect(m_nib, &QComboBox::activated, this,
            [this] { m_options.setNibShape(static_cast<NibShape>(m_nib->currentData().toInt())); });
}

void ToolOptionsBar::addJoins() {
    auto* group = new QActionGroup(this);
    m_ofJoin = {addWidget(new QLabel(tr(" Join ")))};
    for (std::size_t i = 0; i < kJoins.size(); ++i) {
        QAction* action = addAction(tr(kJoins[i].text));
        action->setToolTip(tr(kJoins[i].tip));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, i] { m_options.setJoin(static_cast<Join>(i)); });
        m_joins << action;
        m_ofJoin << action;
    }
    m_ofJoin << addSeparator();
}

void ToolOptionsBar::addSimilarity(QWidget& canvas) {
    m_layer = new QComboBox;
    for (const LayerId id : {LayerId::Result, LayerId::Source, LayerId::Destination,
                             LayerId::Condition, LayerId::Backdrop}) {
        m_layer->addItem(session::displayName(id), static_cast<int>(id));
    }
    m_layer->setToolTip(tr("The layer whose values are compared"));
    m_layer->setAccessibleName(tr("Layer that a fill goes by"));
    m_tolerance = new QDoubleSpinBox;
    m_tolerance->setRange(0, kMostTolerance);
    m_tolerance->setDecimals(3);
    m_tolerance->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_tolerance->setMaximumWidth(110);
    m_tolerance->setAccessibleName(tr("Tolerance"));
    m_tolerance->setToolTip(
        tr("Most that a value may differ from the one that is clicked; of a "
           "picture red, green and blue each"));
    m_contiguous = new QCheckBox(tr("Connected"));
    m_contiguous->setToolTip(tr("Only what hangs together with the pixel; else all of the slice"));
    m_corners = new QCheckBox(tr("By corners"));
    m_corners->setToolTip(tr("Pixels that touch by a corner hang together too"));
    m_ofFill = {addWidget(new QLabel(tr(" Like the "))),
                addWidget(m_layer),
                addWidget(new QLabel(tr("  Tolerance "))),
                addWidget(m_tolerance),
                addWidget(m_contiguous),
                addWidget(m_corners)};
    connect(m_layer, &QComboBox::activated, this, &ToolOptionsBar::storeSimilarity);
    connect(m_tolerance, &QDoubleSpinBox::valueChanged, this, &ToolOptionsBar::storeSimilarity);
    connect(m_contiguous, &QCheckBox::clicked, this, &ToolOptionsBar::storeSimilarity);
    connect(m_corners, &QCheckBox::clicked, this, &ToolOptionsBar::storeSimilarity);
    giveFocusOnReturn(*m_tolerance->findChild<QLineEdit*>(), canvas);
}

void ToolOptionsBar::storeSimilarity() {
    m_options.setSimilarity(
        {static_cast<LayerId>(m_layer->currentData().toInt()), m_tolerance->value(),
         m_contiguous->isChecked(),
         m_corners->isChecked() ? paint::Connectivity::Eight : paint::Connectivity::Four});
}

void ToolOptionsBar::showOptions() {
    const QSignalBlocker slider(m_sizeSlider);  // it ends before the largest brush does
    const QSignalBlocker tolerance(m_tolerance);
    m_sizeSlider->setValue(m_options.brushSize());
    m_sizeBox->setValue(m_options.brushSize());
    m_nib->setCurrentIndex(m_nib->findData(static_cast<int>(m_options.nibShape())));
    m_joins[static_cast<int>(m_options.join())]->setChecked(true);
    const session::Similarity& similarity = m_options.similarity();
    m_layer->setCurrentIndex(m_layer->findData(static_cast<int>(similarity.layer)));
    if (m_tolerance->value() != similarity.tolerance) {  // else the cursor would jump
        m_tolerance->setValue(similarity.tolerance);
    }
    m_contiguous->setChecked(similarity.contiguous);
    m_corners->setChecked(similarity.connectivity == paint::Connectivity::Eight);
    m_corners->setEnabled(similarity.contiguous);
}

void ToolOptionsBar::showTool(ToolId id) {
    const bool fills = id == ToolId::Fill;
    const bool isShape = id == ToolId::Rectangle || id == ToolId::Ellipse || id == ToolId::Lasso ||
                         id == ToolId::Polygon;
    const bool isLine = id == ToolId::Line;
    const auto show = [](const QList<QAction*>& actions, bool visible) {
        for (QAction* action : actions) {
            action->setVisible(visible);
        }
    };
    show(m_ofSize, !isShape && !fills);
    show(m_ofNib, !isShape && !fills);
    show(m_ofJoin, isShape || isLine || fills);
    show(m_ofFill, fills);
}

void ToolOptionsBar::setIcons(const QPalette& palette) {
    for (std::size_t i = 0; i < kJoins.size(); ++i) {
        m_joins[static_cast<int>(i)]->setIcon(icon(QString::fromLatin1(kJoins[i].icon), palette));
    }
}

}  // namespace frisket::ui
