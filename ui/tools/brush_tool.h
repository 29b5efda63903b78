// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/nib.h"
#include "core/paint/stroke_path.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// The brush with the nib of the options, or with `value` false the eraser. The right button and
/// the eraser end of a pen always erase. Shift begins with a straight line from where the last
/// stroke of either ended.
class BrushTool : public Tool {
public:
    BrushTool(ToolContext context, bool value);

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    [[nodiscard]] QCursor cursor() const override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    [[nodiscard]] QRegion overlayRegion(const ViewTransform& view,
                                        const std::optional<base::Point>& hover,
                                        const QRect& visible) const override;

protected:
    [[nodiscard]] const ToolContext& context() const { return m_context; }
    /// Whether the stroke under way paints or erases.
    [[nodiscard]] bool strokeValue() const { return m_strokeValue; }
    /// Paints what the nib covers on its way.
    virtual void sweep(const paint::Nib& nib, const paint::Segment& segment);

private:
    /// Where the brush really sits in device pixels: its centre is snapped as the paint rule says.
    struct Circle {
        QPointF centre;
        double radius = 0;
    };
    [[nodiscard]] Circle circleAt(const ViewTransform& view, base::Point hover) const;

    ToolContext m_context;
    bool m_value;
    bool m_strokeValue = true;  ///< of the running stroke
    paint::Nib m_nib;           ///< of the running stroke
    bool m_moved = false;       ///< since it began
    paint::StrokePath m_path{1};
};

}  // namespace frisket::ui
