// SPDX-License-Identifier: MIT
#pragma once

#include <QPointF>
#include <QRect>
#include <QSizeF>

#include "core/base/geometry.h"
#include "ui/canvas/orientation.h"

namespace frisket::ui {

/// Where the image lies in the viewport. Four kinds of places: image pixels; device pixels of the
/// picture, the image at the scale and not turned yet; those of the view, turned and mirrored,
/// which are the real ones of the screen, counted from the picture's corner in the view or from the
/// viewport's; and widget pixels, which are device pixels divided by the device pixel ratio. The
/// picture's origin is always at a whole device pixel, so that what was rendered once can be moved
/// without being rendered again.
class ViewTransform {
public:
    static constexpr double kSmallestScale = 1.0 / 512;
    static constexpr double kLargestScale = 64;

    /// Device pixels per image pixel.
    [[nodiscard]] double scale() const { return m_scale; }
    void setScale(double scale);
    /// Size in image pixels of all that is shown. A place of the view depends on it only where the
    /// view is mirrored.
    void setContent(std::int64_t width, std::int64_t height);
    [[nodiscard]] const Orientation& orientation() const { return m_orientation; }
    /// What is in the middle of `viewport` stays there.
    void setOrientation(const Orientation& orientation, QSizeF viewport);

    /// The view's corner of the picture in device pixels.
    [[nodiscard]] QPoint origin() const { return m_origin; }
    void setOrigin(QPoint origin) { m_origin = origin; }
    /// Device pixels that the content covers, in the view and before it is turned.
    [[nodiscard]] QSize extent() const { return m_orientation.sizeOf(pictureSize()); }
    [[nodiscard]] QSize pictureSize() const;

    [[nodiscard]] base::Point toImage(QPointF device) const;
    [[nodiscard]] QPointF toDevice(base::Point image) const;
    /// Rectangle of the view, counted from the origin, of all device pixels that show a part of
    /// `rect`.
    [[nodiscard]] QRect deviceRect(const base::Rect& rect) const;

    /// Changes the scale; what is at device place `anchor` stays there, to within a device pixel.
    void zoomAt(QPointF anchor, double scale);
    /// The largest scale at which the content fits into `viewport` device pixels with a small
    /// margin, centred; at most 16, so that a tiny mask does not fill the screen.
    void fit(QSizeF viewport);
    /// The same centre of `viewport` at another scale.
    void centreScale(double scale, QSizeF viewport);
    /// Moves the view so that this place of the image is in the middle of `viewport`.
    void centreOn(base::Point image, QSizeF viewport);

    bool operator==(const ViewTransform&) const = default;

private:
    /// Moves the origin so that `image` comes to lie at `device`, to within a pixel.
    void bring(base::Point image, QPointF device);

    double m_scale = 1;
    std::int64_t m_width = 0;
    std::int64_t m_height = 0;
    Orientation m_orientation;
    QPoint m_origin;
};

}  // namespace frisket::ui
