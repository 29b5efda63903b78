// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/join.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// Takes the value under the pointer as the label to paint, or selects what has it, as the options
/// say. Held modifiers and the right button always mean the condition, as for shapes: they join
/// what hangs together with the pixel. Shows the value at the pointer.
class PickTool final : public Tool {
public:
    explicit PickTool(ToolContext context) : m_context(context) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent&) override {}
    void release(const ImagePointerEvent& event) override;
    void cancel() override { m_join.reset(); }
    [[nodiscard]] QCursor cursor() const override { return {Qt::CrossCursor}; }
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    [[nodiscard]] QRegion overlayRegion(const ViewTransform& view,
                                        const std::optional<base::Point>& hover,
                                        const QRect& visible) const override;

private:
    /// A value as the box beside the pointer shows it.
    struct Caption {
        QString text;
        QColor colour;
        QRect box;  ///< in device pixels
    };
    [[nodiscard]] std::optional<Caption> caption(const ViewTransform& view,
                                                 const std::optional<base::Point>& hover) const;

    ToolContext m_context;
    /// Of the press: how it joins the condition.
    std::optional<session::Join> m_join;
    bool m_takes = false;       ///< it takes the value instead
    bool m_everywhere = false;  ///< all of the value
};

/// Takes the value that the layer of the pick options has at that place as the label to paint into
/// the destination. Whether it has one.
bool takeLabel(const ToolContext& context, base::Point place);

}  // namespace frisket::ui
