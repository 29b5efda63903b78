// SPDX-License-Identifier: MIT
#pragma once

#include <QPointF>
#include <Qt>

#include "core/base/geometry.h"

namespace frisket::ui {

/// A mouse or tablet event as tools see it.
struct ImagePointerEvent {
    base::Point position;                   ///< in image pixels; may lie outside the image
    QPointF device;                         ///< in device pixels of the viewport, for panning
    Qt::MouseButton button = Qt::NoButton;  ///< the one that this event is about
    Qt::KeyboardModifiers modifiers;
    bool eraser = false;  ///< the eraser end of a tablet pen
    double scale = 1;     ///< device pixels per image pixel
    double pressure = 1;  ///< of a pen, 0..1
};

}  // namespace frisket::ui
