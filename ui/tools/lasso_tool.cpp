// SPDX-License-Identifier: MIT
#include "ui/tools/lasso_tool.h"

#include <QCoreApplication>

#include "core/paint/polygon.h"

namespace frisket::ui {

void LassoTool::press(const ImagePointerEvent& event) {
    m_points.clear();
    if (begin(event)) {
        m_points.push_back(event.position);
    }
}

void LassoTool::move(const ImagePointerEvent& event) {
    if (!m_points.empty() && event.position != m_points.back()) {
        m_points.push_back(event.position);
    }
}

void LassoTool::release(const ImagePointerEvent& event) {
    move(event);
    if (m_points.size() >= 3) {
        finish({paint::fillPolygon({&m_points, 1}, clip())},
               QCoreApplication::translate("LassoTool", "Lasso"));
    }
    m_points.clear();
}

std::vector<ShapeTool::Line> LassoTool::outline(const std::optional<base::Point>&) const {
    if (m_points.size() < 2) {
        return {};
    }
    return {{m_points, false}, {{m_points.back(), m_points.front()}, true}};
}

}  // namespace frisket::ui
