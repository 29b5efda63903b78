// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/shape_tool.h"

namespace frisket::ui {

/// What is drawn round by hand, closed by a straight line; where it crosses itself twice it is
/// outside again.
class LassoTool final : public ShapeTool {
public:
    explicit LassoTool(ToolContext context) : ShapeTool(context) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override { m_points.clear(); }

private:
    [[nodiscard]] std::vector<Line> outline(const std::optional<base::Point>& hover) const override;

    Points m_points;
};

}  // namespace frisket::ui
