// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>
#include <QString>

#include "core/condition/bit_region.h"
#include "ui/canvas/view_transform.h"

namespace frisket::ui {

/// What pixels that a tool shows are.
enum class FoundLook : std::uint8_t {
    Found,    ///< what would be joined
    Added,    ///< what would be selected and is not
    Removed,  ///< what would no longer be selected
    Changed,  ///< what would get another value
};

/// The colour by which a legend tells it.
[[nodiscard]] QColor foundColour(FoundLook look);

/// Draws what a tool found and has not joined yet: hatched, and with an edge, so that it is seen on
/// any picture. Costs the device pixels of `exposed` in which it lies, however large it is.
void drawFound(QPainter& painter, const ViewTransform& view, const condition::BitRegion& found,
               const QRect& exposed, FoundLook look = FoundLook::Found);

/// The whole of what `painter` draws on, in device pixels.
[[nodiscard]] QRect viewportOf(const QPainter& painter);

/// Writes what a tool waits for at the lower edge of `visible`, in the middle.
void drawHint(QPainter& painter, const QString& text, const QRect& visible, const QRect& exposed);

}  // namespace frisket::ui
