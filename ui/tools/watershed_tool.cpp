// SPDX-License-Identifier: MIT
#include "ui/tools/watershed_tool.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/smart/marker_watershed.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/splitting.h"

namespace frisket::ui {

WatershedTool::WatershedTool(ToolContext context)
    : ScribbleTool(context, QT_TRANSLATE_NOOP("ScribbleTool", "Watershed")) {}

void WatershedTool::press(const ImagePointerEvent& event) {
    if (context().options.smart().splits && !isBegun()) {
        m_splits = event.button == Qt::LeftButton && context().document.canPaint();
    } else {
        ScribbleTool::press(event);
    }
}

void WatershedTool::release(const ImagePointerEvent& event) {
    if (!std::exchange(m_splits, false)) {
        ScribbleTool::release(event);
        return;
    }
    const session::SmartOptions& options = context().options.smart();
    const base::Pixel seed = session::pixelAt(event.position);
    // A photo has no objects yet that could be split.
    const session::LayerId layer =
        options.layer == session::LayerId::Backdrop ? session::LayerId::Condition : options.layer;
    // Not from within the event: a job turns the event loop.
    QMetaObject::invokeMethod(
        &context().document,
        [&document = context().document, seed, layer, neck = options.neck,
         join = context().options.join()] {
            session::splitTouching(document, seed, layer, neck, join);
        },
        Qt::QueuedConnection);
}

void WatershedTool::cancel() {
    m_splits = false;
    ScribbleTool::cancel();
}

ScribbleTool::Look WatershedTool::look(std::vector<smart::Mark> marks) const {
    if (std::none_of(marks.begin(), marks.end(),
                     [](const smart::Mark& mark) { return mark.isObject; })) {
        return {};
    }
    return [marks = std::move(marks), keepsApart = context().options.smart().keepsApart](
               const smart::ImageWindow& image, base::Progress& progress) {
        return smart::MarkerWatershed{marks, keepsApart}.in(image, &progress);
    };
}

}  // namespace frisket::ui
