// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "tests/support/pointer.h"
#include "ui/session/layer_styles.h"

namespace frisket::test {

/// Whether a bar shows depends on the way to a view; tests that compare views have none.
inline void hideBars(ui::Canvas& canvas) {
    canvas.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    canvas.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

/// What a second canvas without bars draws of the same view, having rendered nothing before.
/// `canvas` hears nothing of it.
inline QImage drawnAfresh(const ui::Canvas& canvas, session::Document& document,
                          session::LayerStyles& styles, session::ToolOptions& options) {
    ui::Canvas fresh(document, styles, options);
    hideBars(fresh);
    fresh.resize(canvas.size());
    fresh.show();
    fresh.setView(canvas.view());
    return drawn(fresh);
}

/// Shows one layer alone, opaque and filled.
inline void showOnly(session::LayerStyles& styles, session::LayerId shown) {
    for (const session::LayerId id : session::kAllLayers) {
        session::LayerStyle style = styles.style(id);
        style.visible = id == shown;
        style.opacity = 1;
        style.draw = session::Draw::Fill;
        styles.setStyle(id, style);
    }
}

/// Colour of `picture`, which `canvas` drew, where the centre of an image pixel is.
inline QColor colourAt(const QImage& picture, const ui::Canvas& canvas, std::int64_t x,
                       std::int64_t y) {
    const QPointF device =
        canvas.view().toDevice({static_cast<double>(x) + 0.5, static_cast<double>(y) + 0.5});
    return picture.pixelColor(static_cast<int>(std::floor(device.x())),
                              static_cast<int>(std::floor(device.y())));
}

}  // namespace frisket::test
