// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/session/refine_preview.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// Shows what the refinement of the options would change, and makes it: Enter. A click refines only
/// the component there, a drag only what is in the box; Esc goes back to all of the slice.
class RefineTool final : public Tool {
public:
    explicit RefineTool(ToolContext context);

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    bool keyPressed(int key) override;
    [[nodiscard]] QCursor cursor() const override { return {Qt::CrossCursor}; }
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    /// The pointer changes nothing but the box; what would change is drawn when that is known.
    [[nodiscard]] QRegion overlayRegion(const ViewTransform& view,
                                        const std::optional<base::Point>& hover,
                                        const QRect& visible) const override;

private:
    struct Drag {
        base::Point from;
        base::Point to;
        QPointF pressedAt;  ///< in device pixels
        bool moved = false;
    };

    /// The box that limits the refinement, or the one that is being dragged.
    [[nodiscard]] base::Rect box() const;
    [[nodiscard]] QString hint() const;

    ToolContext m_context;
    session::RefinePreview& m_preview;
    std::optional<Drag> m_drag;
    QObject m_watch;  ///< of the preview's news
};

}  // namespace frisket::ui
