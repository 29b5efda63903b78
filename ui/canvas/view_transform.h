// SPDX-License-Identifier: MIT
#pragma once

#include <QPointF>
#include <QRect>
#include <QSizeF>

#include "core/base/geometry.h"

namespace frisket::ui {

/// Where the image lies in the viewport. Three kinds of places: image pixels; device pixels, the
/// real ones of the screen, counted from the viewport's corner; and widget pixels, which are device
/// pixels divided by the device pixel ratio. The image's origin is always at a whole device pixel,
/// so that what was rendered once can be moved without being rendered again.
class ViewTransform {
public:
    static constexpr double kSmallestScale = 1.0 / 512;
    static constexpr double kLargestScale = 64;

    /// Device pixels per image pixel.
    [[nodiscard]] double scale() const { return m_scale; }
    void setScale(double scale);
    /// Image origin in device pixels.
    [[nodiscard]] QPoint origin() const { return m_origin; }
    void setOrigin(QPoint origin) { m_origin = origin; }

    [[nodiscard]] base::Point toImage(QPointF device) const;
    [[nodiscard]] QPointF toDevice(base::Point image) const;
    /// Device rectangle, counted from the image's origin, of all device pixels that show a part of
    /// `rect`.
    [[nodiscard]] QRect deviceRect(const base::Rect& rect) const;

    /// Changes the scale; what is at device place `anchor` stays there, to within a device pixel.
    void zoomAt(QPointF anchor, double scale);
    /// The largest scale at which `width` x `height` image pixels fit into `viewport` device pixels
    /// with a small margin, centred; at most 16, so that a tiny mask does not fill the screen.
    void fit(std::int64_t width, std::int64_t height, QSizeF viewport);
    /// The same centre of `viewport` at another scale.
    void centreScale(double scale, QSizeF viewport);

private:
    double m_scale = 1;
    QPoint m_origin;
};

}  // namespace frisket::ui
