// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>
#include <QString>

#include "core/condition/bit_region.h"
#include "ui/canvas/view_transform.h"

namespace frisket::ui {

/// Draws what a tool found and has not joined yet: hatched, and with an edge, so that it is seen on
/// any picture. Costs the device pixels of `exposed` in which it lies, however large it is.
void drawFound(QPainter& painter, const ViewTransform& view, const condition::BitRegion& found,
               const QRect& exposed);

/// Writes what a tool waits for at the lower edge of `visible`, in the middle.
void drawHint(QPainter& painter, const QString& text, const QRect& visible, const QRect& exposed);

}  // namespace frisket::ui
