// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QColor>
#include <QPainter>
#include <QPolygonF>
#include <QRect>
#include <QRegion>

namespace frisket::ui {

/// The parts of a circle that lie in `clip`, as open polylines that leave it by less than half a
/// pixel, ascending in angle from the right downwards. Costs what is seen, however large the
/// circle.
[[nodiscard]] QList<QPolygonF> arcsInside(QPointF centre, double radius, const QRectF& clip);

/// What `drawCircleOutline` may touch inside `clip`, in a few dozen rectangles along the circle.
[[nodiscard]] QRegion circleOutlineRegion(QPointF centre, double radius, const QRect& clip);

/// Draws the outline of a circle that is seen on any picture: one white pixel between two dark
/// ones, softly; `dashed` in white dashes on dark. With a `band` the outer two have that colour.
/// The painter's units are pixels; it draws what is in `clip`. Made for circles as large as the
/// screen that are drawn at each move of the pointer, for which an antialiased pen takes
/// milliseconds.
void drawCircleOutline(QPainter& painter, QPointF centre, double radius, bool dashed,
                       const QRect& clip, const std::optional<QColor>& band = {});

}  // namespace frisket::ui
