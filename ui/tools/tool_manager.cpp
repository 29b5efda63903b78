// SPDX-License-Identifier: MIT
#include "ui/tools/tool_manager.h"

#include "ui/tools/box_tool.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/fill_tool.h"
#include "ui/tools/grab_cut_tool.h"
#include "ui/tools/hand_tool.h"
#include "ui/tools/lasso_tool.h"
#include "ui/tools/path_tool.h"
#include "ui/tools/pick_tool.h"
#include "ui/tools/profile_tool.h"
#include "ui/tools/refine_tool.h"
#include "ui/tools/scissors_tool.h"
#include "ui/tools/smart_brush_tool.h"
#include "ui/tools/specks_tool.h"
#include "ui/tools/transform_tool.h"
#include "ui/tools/watershed_tool.h"

namespace frisket::ui {

ToolManager::ToolManager(ToolContext context, QObject* parent)
    : QObject(parent),
      m_refining(context.document.refining()),
      m_specks(context.document.specks()),
      m_tools{std::make_unique<BrushTool>(context, true),
              std::make_unique<BrushTool>(context, false),
              std::make_unique<BoxTool>(context, BoxTool::Shape::Rectangle),
              std::make_unique<BoxTool>(context, BoxTool::Shape::Ellipse),
              std::make_unique<LassoTool>(context),
              std::make_unique<PathTool>(context, PathTool::Kind::Polygon),
              std::make_unique<PathTool>(context, PathTool::Kind::Line),
              std::make_unique<FillTool>(context),
              std::make_unique<ScissorsTool>(context),
              std::make_unique<GrabCutTool>(context),
              std::make_unique<WatershedTool>(context),
              std::make_unique<SmartBrushTool>(context),
              std::make_unique<RefineTool>(context),
              std::make_unique<SpecksTool>(context),
              std::make_unique<TransformTool>(context),
              std::make_unique<PickTool>(context),
              std::make_unique<HandTool>(context),
              std::make_unique<ProfileTool>(context)} {
    connect(&context.document, &session::Document::layerOpened, this,
            [this, &options = context.options](session::LayerId id) {
                if (id == session::LayerId::Destination) {
                    // They are places in another image.
                    options.setLastPoint(std::nullopt);
                    session::BrushHelp help = options.brushHelp();
                    help.centre.reset();
                    options.setBrushHelp(help);
                    current().cancel();
                }
            });
}

void ToolManager::choose(ToolId id) {
    if (id != m_current) {
        current().cancel();
        m_current = id;
        m_refining.setActive(id == ToolId::Refine);
        m_specks.setActive(id == ToolId::Specks);
        emit toolChanged(id);
    }
}

}  // namespace frisket::ui
