// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "core/smart/image_window.h"
#include "ui/session/latest_task.h"
#include "ui/tools/shape_tool.h"

namespace frisket::ui {

/// What tools share that are told by scribbles what is object and what is not: they look at the
/// image after each one, on a thread, and show what they found. Enter joins it to the condition,
/// Backspace takes the last scribble away, Esc all. The left button scribbles the object; the right
/// one, Alt or Ctrl the background. Of the image it holds what the thread looks at.
class ScribbleTool : public ShapeTool {
public:
    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    bool keyPressed(int key) override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    // The pointer changes the outline only; what was found is drawn again when there is another.

protected:
    ScribbleTool(ToolContext context, const char* name);

    /// Finds the object in an image; runs on another thread, on its own copies.
    using Look = std::function<base::Result<condition::BitRegion>(const smart::ImageWindow& image,
                                                                  base::Progress& progress)>;
    /// What to do with what was marked; empty: nothing can be found yet.
    [[nodiscard]] virtual Look look(std::vector<smart::Mark> marks) const = 0;
    /// Pixels that have to be looked at besides the scribbles, and whether they and a margin are
    /// enough; else all that is seen is looked at.
    [[nodiscard]] virtual base::Rect needed() const { return {}; }

    [[nodiscard]] bool isBegun() const { return m_begun; }
    /// Settles how the object will join the condition. Whether the tool may be used now.
    [[nodiscard]] bool beginWith(const ImagePointerEvent& event);
    /// Looks at the image again, with what is marked now.
    void lookAgain();
    [[nodiscard]] std::vector<Line> outline(const std::optional<base::Point>& hover) const override;

private:
    struct Scribble {
        Points points;
        smart::Mark mark;
    };
    void extend(base::Point to);
    void found(const base::Result<condition::BitRegion>& region);
    void take();
    [[nodiscard]] QString hint() const;

    const char* m_name;
    std::vector<Scribble> m_scribbles;
    bool m_begun = false;
    bool m_scribbling = false;
    bool m_takes = false;           ///< as soon as it is found
    int m_diameter = 1;             ///< of the scribble under way, in image pixels
    session::SmartOptions m_asked;  ///< when the image was looked at last
    condition::BitRegion m_found;
    std::unique_ptr<session::LatestTask> m_task;
};

}  // namespace frisket::ui
