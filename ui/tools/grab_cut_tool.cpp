// SPDX-License-Identifier: MIT
#include "ui/tools/grab_cut_tool.h"

#include <utility>

#include "core/paint/shapes.h"
#include "core/smart/grab_cut.h"

namespace frisket::ui {

namespace {
/// Boxes with a shorter side are slips.
constexpr std::int64_t kLeastSide = 3;
}  // namespace

GrabCutTool::GrabCutTool(ToolContext context)
    : ScribbleTool(context, QT_TRANSLATE_NOOP("ScribbleTool", "Cut out")) {}

void GrabCutTool::press(const ImagePointerEvent& event) {
    if (isBegun() || !context().options.smart().byBox) {
        ScribbleTool::press(event);
    } else if (beginWith(event)) {
        m_from = event.position;
    }
}

void GrabCutTool::move(const ImagePointerEvent& event) {
    if (m_from) {
        m_box = paint::boxBetween(*m_from, event.position).intersected(clip());
    } else {
        ScribbleTool::move(event);
    }
}

void GrabCutTool::release(const ImagePointerEvent& event) {
    if (!m_from) {
        ScribbleTool::release(event);
        return;
    }
    move(event);
    m_from.reset();
    if (m_box.width() < kLeastSide || m_box.height() < kLeastSide) {
        cancel();
    } else {
        lookAgain();
    }
}

void GrabCutTool::cancel() {
    m_from.reset();
    m_box = {};
    ScribbleTool::cancel();
}

QCursor GrabCutTool::cursor() const {
    // With a box the buttons mean object and background, not how it joins.
    return isBegun() ? QCursor(Qt::CrossCursor) : ScribbleTool::cursor();
}

ScribbleTool::Look GrabCutTool::look(std::vector<smart::Mark> marks) const {
    base::Rect box = m_box;
    bool hasObject = !box.empty();
    for (const smart::Mark& mark : marks) {
        hasObject = hasObject || mark.isObject;
        for (const condition::BitRegion& region : mark.regions) {
            // What is scribbled beyond the box says that the box was too small.
            box = m_box.empty() || !mark.isObject ? box : box.united(region.box());
        }
    }
    if (!hasObject) {
        return {};
    }
    return [box, marks = std::move(marks), rounds = context().options.smart().rounds](
               const smart::ImageWindow& image, base::Progress& progress) {
        return smart::GrabCut{box, marks, rounds}.in(image, &progress);
    };
}

std::vector<ShapeTool::Line> GrabCutTool::outline(const std::optional<base::Point>& hover) const {
    std::vector<Line> lines = ScribbleTool::outline(hover);
    if (!m_box.empty()) {
        const auto x0 = static_cast<double>(m_box.x0);
        const auto y0 = static_cast<double>(m_box.y0);
        const auto x1 = static_cast<double>(m_box.x1);
        const auto y1 = static_cast<double>(m_box.y1);
        lines.push_back({{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, !m_from});
    }
    return lines;
}

}  // namespace frisket::ui
