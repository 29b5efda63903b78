// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "ui/tools/floating_picture.h"
#include "ui/tools/tool.h"
#include "ui/tools/transform_frame.h"

namespace frisket::ui {

/// Moves, scales and turns what floats (`session::Floating`): what is selected in the shown plane,
/// which a press lifts where nothing floats yet (with Ctrl or Alt only what hangs together there),
/// or what was pasted. Dragged inside it moves, with Ctrl or Alt as a copy; its handles scale, with
/// Shift in proportion, with Ctrl or Alt about the middle; from outside it turns, with Shift in
/// steps of 15 degrees. Arrow keys move by a pixel, with Shift by ten. Enter, or a click beside it,
/// puts it into the condition; Esc leaves all as it was.
class TransformTool final : public Tool {
public:
    explicit TransformTool(ToolContext context) : m_context(context) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    bool keyPressed(int key) override;
    [[nodiscard]] QCursor cursor() const override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    [[nodiscard]] QRegion overlayRegion(const ViewTransform& view,
                                        const std::optional<base::Point>& hover,
                                        const QRect& visible) const override;

private:
    struct Grab {
        Grip grip;
        paint::Placement start;
        bool kept = false;  ///< the original, at the start
        ImagePointerEvent press;
        bool dragged = false;
    };

    [[nodiscard]] session::Floating& floating() const { return m_context.options.floating(); }
    [[nodiscard]] TransformFrame frame(double scale) const;
    void grab(const ImagePointerEvent& event);
    void lift(const std::optional<paint::Pixel>& only, const std::function<void()>& then = {});
    void settle();

    ToolContext m_context;
    std::optional<Grab> m_grab;
    std::optional<ImagePointerEvent> m_lifting;  ///< the press that asked for what is to float
    // Of what was drawn last, for the cursor and the next drawing.
    mutable FloatingPicture m_picture;
    mutable QCursor m_cursor{Qt::ArrowCursor};
};

}  // namespace frisket::ui
