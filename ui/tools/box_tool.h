// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/shape_tool.h"

namespace frisket::ui {

/// A rectangle, or the ellipse in it, dragged from corner to corner; with Shift pressed on the way
/// a square or a circle, with Alt or Ctrl from its middle. The outline is that of the pixels that
/// will be joined. A click does nothing.
class BoxTool final : public ShapeTool {
public:
    enum class Shape : std::uint8_t { Rectangle, Ellipse };

    BoxTool(ToolContext context, Shape shape) : ShapeTool(context), m_shape(shape) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override { m_from.reset(); }

private:
    [[nodiscard]] std::vector<Line> outline(const std::optional<base::Point>& hover) const override;

    Shape m_shape;
    std::optional<base::Point> m_from;
    QPointF m_pressedAt;  ///< in device pixels
    bool m_dragged = false;
    base::Rect m_box;
};

}  // namespace frisket::ui
