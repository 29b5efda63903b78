// SPDX-License-Identifier: MIT
#include "ui/tools/tool_manager.h"

#include "ui/tools/brush_tool.h"
#include "ui/tools/hand_tool.h"
#include "ui/tools/profile_tool.h"

namespace frisket::ui {

ToolManager::ToolManager(ToolContext context, QObject* parent)
    : QObject(parent),
      m_tools{std::make_unique<BrushTool>(context, m_lastPoint, true),
              std::make_unique<BrushTool>(context, m_lastPoint, false),
              std::make_unique<HandTool>(context), std::make_unique<ProfileTool>(context)} {
    connect(&context.document, &session::Document::layerOpened, this, [this](session::LayerId id) {
        if (id == session::LayerId::Destination) {
            m_lastPoint.reset();  // a place in another image
        }
    });
}

void ToolManager::choose(ToolId id) {
    if (id != m_current) {
        current().cancel();
        m_current = id;
        emit toolChanged(id);
    }
}

}  // namespace frisket::ui
