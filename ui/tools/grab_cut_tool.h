// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/scribble_tool.h"

namespace frisket::ui {

/// Cuts an object out by its colours: a box is dragged round it, which joins as shapes do, and
/// scribbles then say what was taken wrongly; or, as the options say, scribbles from the start.
class GrabCutTool final : public ScribbleTool {
public:
    explicit GrabCutTool(ToolContext context);

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    [[nodiscard]] QCursor cursor() const override;

private:
    [[nodiscard]] Look look(std::vector<smart::Mark> marks) const override;
    [[nodiscard]] base::Rect needed() const override { return m_box; }
    [[nodiscard]] std::vector<Line> outline(const std::optional<base::Point>& hover) const override;

    std::optional<base::Point> m_from;  ///< while the box is dragged
    base::Rect m_box;
};

}  // namespace frisket::ui
