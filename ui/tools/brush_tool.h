// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/brush_stroke.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// The brush with the nib of the options, or with `value` false the eraser. The right button and
/// the eraser end of a pen always erase. Shift begins with a straight line from where the last
/// stroke of either ended; dragged with Shift held, the brush changes its size instead.
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
    /// Paints what the nibs cover on their ways.
    virtual void paint(const std::vector<paint::Sweep>& sweeps);

private:
    /// Where the brush really sits in device pixels: its centre is snapped as the paint rule says.
    struct Circle {
        QPointF centre;
        double radius = 0;
    };
    /// A drag that changes the size.
    struct Resizing {
        base::Point at;    ///< where the brush stays meanwhile
        double fromX = 0;  ///< of the pointer, in device pixels
        int startSize = 1;
    };

    [[nodiscard]] Circle circleAt(const ViewTransform& view, base::Point place) const;
    /// Where the brush is drawn.
    [[nodiscard]] std::optional<base::Point> place(const std::optional<base::Point>& hover) const;
    /// The string from the pointer to the brush, where there is one.
    [[nodiscard]] QPolygonF string(const ViewTransform& view,
                                   const std::optional<base::Point>& hover) const;
    [[nodiscard]] bool beginsResizing(const ImagePointerEvent& event) const;

    ToolContext m_context;
    bool m_value;
    bool m_strokeValue = true;  ///< of the running stroke
    bool m_pulls = false;       ///< likewise
    std::optional<paint::BrushStroke> m_stroke;
    std::optional<Resizing> m_press;  ///< with Shift: what may become a resizing
    std::optional<Resizing> m_resizing;
};

}  // namespace frisket::ui
