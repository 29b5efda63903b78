// SPDX-License-Identifier: MIT
#include "ui/options/options_bar.h"

#include "ui/options/brush_part.h"
#include "ui/options/join_part.h"
#include "ui/options/limits_part.h"
#include "ui/options/pick_part.h"
#include "ui/options/refine_part.h"
#include "ui/options/similarity_part.h"
#include "ui/options/smart_part.h"
#include "ui/options/specks_part.h"
#include "ui/options/stroke_part.h"
#include "ui/options/target_part.h"
#include "ui/options/transform_part.h"

namespace frisket::ui {

OptionsBar::OptionsBar(session::Document& document, const session::LayerStyles& styles,
                       session::ToolOptions& options, ToolManager& tools, QWidget& canvas,
                       QWidget* parent)
    : QToolBar(tr("Tool options"), parent), m_tools(tools) {
    setObjectName(QStringLiteral("brushBar"));
    setIconSize({20, 20});
    const OptionPart::Context context{*this, options, canvas, document, styles};
    m_limits = new LimitsPart(context);
    m_parts = {m_limits,
               new TargetPart(context),
               new PickPart(context),
               new JoinPart(context),
               new BrushPart(context),
               new StrokePart(context),
               new SimilarityPart(context),
               new SmartLayerPart(context),
               new GrabCutPart(context),
               new WatershedPart(context),
               new SmartBrushPart(context),
               new RefinePart(context),
               new SpecksPart(context),
               new TransformPart(context)};
    connect(&options, &session::ToolOptions::optionsChanged, this, &OptionsBar::showOptions);
    connect(&document, &session::Document::paintTargetChanged, this, &OptionsBar::showOptions);
    connect(&tools, &ToolManager::toolChanged, this, &OptionsBar::showTool);
    showOptions();
    reserveHeight();
}

void OptionsBar::reserveHeight() {
    for (OptionPart* part : m_parts) {
        part->setVisible(true);
    }
    setMinimumHeight(0);
    setMinimumHeight(sizeHint().height());
    showTool(m_tools.currentId());
}

void OptionsBar::showOptions() {
    for (OptionPart* part : m_parts) {
        part->showOptions();
    }
}

void OptionsBar::showTool(ToolId id) {
    for (OptionPart* part : m_parts) {
        part->setVisible(part->serves(id));
    }
}

void OptionsBar::setIcons(const QPalette& palette) {
    for (OptionPart* part : m_parts) {
        part->setIcons(palette);
    }
    reserveHeight();  // with the icons
}

}  // namespace frisket::ui
