// SPDX-License-Identifier: MIT
#include "ui/tools/tool_manager.h"

#include <utility>

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
      m_document(context.document),
      m_options(context.options),
      m_shown(context.document.shownPlane()),
      m_plane(context.document.planeRect()),
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
    connect(&m_document, &session::Document::layerOpened, this, [this](session::LayerId id) {
        if (id == session::LayerId::Destination) {
            // They are places in another image.
            m_options.setLastPoint(std::nullopt);
            session::BrushHelp help = m_options.brushHelp();
            help.centre.reset();
            m_options.setBrushHelp(help);
            current().cancel();
        }
    });
    connect(&m_document, &session::Document::planeChanged, this, &ToolManager::planeChanged);
    connect(&m_document, &session::Document::layersChanged, this, &ToolManager::planeChanged);
}

void ToolManager::planeChanged() {
    const session::ShownPlane before = std::exchange(m_shown, m_document.shownPlane());
    const bool turned = before.axisX != m_shown.axisX || before.axisY != m_shown.axisY;
    if (std::exchange(m_plane, m_document.planeRect()) != m_plane || turned) {
        current().cancel();  // what is under way has pixels of another image
    }
}

void ToolManager::choose(ToolId id) {
    m_options.askForPlace({});  // the next click is the tool's
    if (id != m_current) {
        current().cancel();
        m_current = id;
        m_document.refining().setActive(id == ToolId::Refine);
        m_document.specks().setActive(id == ToolId::Specks);
        emit toolChanged(id);
    }
}

}  // namespace frisket::ui
