// SPDX-License-Identifier: MIT
#pragma once

#include "core/smart/live_wire.h"
#include "ui/session/latest_task.h"
#include "ui/tools/shape_tool.h"

namespace frisket::ui {

/// Follows edges from click to click: the way from the last anchor to the pointer keeps to them.
/// Backspace takes the last anchor away, Esc all; Enter, a double click or a click on the first
/// anchor closes the outline. A click that comes before the ways from the last anchor are known
/// gets its way when they are. Of the image it holds those ways.
class ScissorsTool final : public ShapeTool {
public:
    explicit ScissorsTool(ToolContext context);

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent&) override {}
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    bool keyPressed(int key) override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;

private:
    /// What follows the pointer, or waits for its way.
    [[nodiscard]] std::vector<Line> outline(const std::optional<base::Point>& hover) const override;
    [[nodiscard]] base::Pixel clampedPixel(base::Point place) const;
    [[nodiscard]] bool isNear(const ImagePointerEvent& event, base::Pixel anchor) const;
    /// What is settled, and where it lies: drawn only where that is exposed.
    struct Way {
        Points points;
        base::Rect box;
    };
    void addWay(Points points);
    /// The way along edges to a pixel where it is known, else straight.
    [[nodiscard]] Points wayTo(base::Pixel target) const;
    /// Goes on with what is to be found: ways to anchors, ways from the last one, the end.
    void proceed();
    void findWays();
    void close();
    /// Of another image, the ways that were found but not taken mean nothing.
    void lookAgain();

    /// anchors[i] is where ways[i - 1] ends; the last anchors may have no way yet.
    std::vector<base::Pixel> m_anchors;
    std::vector<Way> m_ways;
    std::optional<smart::LiveWire> m_wire;  ///< from the anchor at which the known ways end
    bool m_closes = false;
    bool m_pressed = false;
    double m_scale = 1;        ///< of the view, when an anchor was set last
    session::LayerId m_layer;  ///< whose edges it follows
    std::unique_ptr<session::LatestTask> m_task;
    /// The way to where the pointer was last, since it is asked for several times a frame.
    mutable std::optional<std::pair<base::Pixel, Points>> m_lastWay;
};

}  // namespace frisket::ui
