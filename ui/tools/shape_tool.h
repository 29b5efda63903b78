// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/condition/bit_region.h"
#include "ui/tools/outline.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// A tool that is drawn as an outline and then joined to the condition at once: what all shapes
/// share. It holds places of the image only.
class ShapeTool : public Tool {
public:
    [[nodiscard]] QCursor cursor() const override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    [[nodiscard]] QRegion overlayRegion(const ViewTransform& view,
                                        const std::optional<base::Point>& hover,
                                        const QRect& visible) const override;

protected:
    explicit ShapeTool(ToolContext context) : m_context(context) {}

    using Points = std::vector<base::Point>;
    /// A line of the outline, open or with its first point again at its end.
    struct Line {
        Points points;
        bool dashed = false;
    };
    /// What is drawn now, the pointer being at `hover`; nothing where no shape is under way.
    [[nodiscard]] virtual std::vector<Line> outline(
        const std::optional<base::Point>& hover) const = 0;

    /// Whether a shape may begin; then how it will join is settled.
    [[nodiscard]] bool begin(const ImagePointerEvent& event);
    /// Joins the shape to the condition.
    void finish(const std::vector<condition::BitRegion>& regions, const QString& name);
    [[nodiscard]] base::Rect clip() const { return m_context.document.planeRect(); }
    [[nodiscard]] const ToolContext& context() const { return m_context; }
    /// Those of the press: held since, they mean how to join and nothing else.
    [[nodiscard]] Qt::KeyboardModifiers newModifiers(const ImagePointerEvent& event) const {
        return event.modifiers & ~m_held;
    }

private:
    ToolContext m_context;
    session::Join m_join = session::Join::Add;
    Qt::KeyboardModifiers m_held;
};

}  // namespace frisket::ui
