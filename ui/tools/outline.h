// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QColor>
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
/// not there yet; with a `band` that colour in place of the dark. Only what meets `exposed`.
void drawLine(QPainter& painter, const QPolygonF& points, bool dashed, const QRect& exposed,
              const std::optional<QColor>& band = {});

/// How far from a line `drawLine` draws, in device pixels.
inline constexpr double kLineReach = 4;

}  // namespace frisket::ui
