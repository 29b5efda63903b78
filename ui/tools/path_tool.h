// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/shape_tool.h"

namespace frisket::ui {

/// Corners set by clicks: a polygon, or a line of the brush's width. Until it is done corners can
/// be dragged; Backspace takes the last one away, Esc all, Enter ends it, and so does a click on
/// the last corner or, for a polygon, on the first. Shift holds a side to steps of 45 degrees. A
/// line that is dragged is done when the button is let go.
class PathTool final : public ShapeTool {
public:
    enum class Kind : std::uint8_t { Polygon, Line };

    PathTool(ToolContext context, Kind kind) : ShapeTool(context), m_kind(kind) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    bool keyPressed(int key) override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;

private:
    /// The corner that the button holds.
    struct Grab {
        std::size_t corner = 0;
        bool isNew = true;     ///< this press set it
        bool dragged = false;  ///< the pointer has moved since
        QPointF pressedAt;     ///< in device pixels
    };

    [[nodiscard]] std::vector<Line> outline(const std::optional<base::Point>& hover) const override;
    [[nodiscard]] std::optional<std::size_t> cornerNear(const ImagePointerEvent& event) const;
    [[nodiscard]] base::Point placed(const ImagePointerEvent& event, std::size_t corner) const;
    [[nodiscard]] bool isEnough() const;
    void end();
    [[nodiscard]] std::vector<condition::BitRegion> lineRegions() const;

    Kind m_kind;
    Points m_corners;
    std::optional<Grab> m_grab;
};

}  // namespace frisket::ui
