// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/stroke_path.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// The round brush, or with `value` false the eraser. The right button and the eraser end of a pen
/// always erase. Shift begins with a straight line from the end of the last stroke.
class BrushTool final : public Tool {
public:
    BrushTool(ToolContext context, bool value);

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    [[nodiscard]] QCursor cursor() const override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover) const override;

private:
    void sweep(const paint::Segment& segment);

    ToolContext m_context;
    bool m_value;
    bool m_strokeValue = true;  ///< of the running stroke
    int m_strokeSize = 1;
    paint::StrokePath m_path{1};
    paint::StrokePath m_pathBefore{1};  ///< what `cancel` goes back to
};

}  // namespace frisket::ui
