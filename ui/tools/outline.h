// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QPainter>
#include <QPolygonF>
#include <QRegion>

#include "core/base/geometry.h"
#include "ui/canvas/view_transform.h"

namespace frisket::ui {

/// Places of the image in device pixels of the view.
[[nodiscard]] QPolygonF toDevice(const ViewTransform& view, const std::vector<base::Point>& points);

/// What a line through `points` that is drawn up to `reach` device pixels wide to each side may
/// touch inside `visible`, in small rectangles along it.
[[nodiscard]] QRegion lineRegion(const QPolygonF& points, double reach, const QRect& visible);

/// Draws a line through `points` that is seen on any picture, light on dark; `dashed` for what is
/// not there yet. Only what meets `exposed`.
void drawLine(QPainter& painter, const QPolygonF& points, bool dashed, const QRect& exposed);

/// How far from a line `drawLine` draws, in device pixels.
inline constexpr double kLineReach = 4;

}  // namespace frisket::ui
