// SPDX-License-Identifier: MIT
#include "ui/canvas/view_transform.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/sampling.h"

namespace frisket::ui {

namespace {
constexpr double kFitMargin = 16;
constexpr double kLargestFit = 16;

/// QRect counts in int; what is further away than this is off any screen.
int toInt(double value) { return static_cast<int>(std::clamp(value, -1e9, 1e9)); }
}  // namespace

void ViewTransform::setScale(double scale) {
    m_scale = std::clamp(scale, kSmallestScale, kLargestScale);
}

void ViewTransform::setContent(std::int64_t width, std::int64_t height) {
    m_width = width;
    m_height = height;
}

QSize ViewTransform::pictureSize() const {
    return {static_cast<int>(deviceExtent(m_width, m_scale)),
            static_cast<int>(deviceExtent(m_height, m_scale))};
}

void ViewTransform::setOrientation(const Orientation& orientation, QSizeF viewport) {
    const QPointF middle(viewport.width() / 2, viewport.height() / 2);
    const base::Point under = toImage(middle);
    m_orientation = orientation;
    bring(under, middle);
}

base::Point ViewTransform::toImage(QPointF device) const {
    const QPointF place = m_orientation.toPicture(device - m_origin, pictureSize());
    return {place.x() / m_scale, place.y() / m_scale};
}

QPointF ViewTransform::toDevice(base::Point image) const {
    return m_orientation.toView({image.x * m_scale, image.y * m_scale}, pictureSize()) + m_origin;
}

QRect ViewTransform::deviceRect(const base::Rect& rect) const {
    if (rect.empty()) {
        return {};
    }
    // A device pixel shows the image pixel under its centre; a margin of one covers the rounding.
    // Shrunk, it shows cells that may be a device pixel wide and reach out of it.
    const int margin = m_scale < 1 ? 2 : 1;
    const int left = toInt(std::floor(static_cast<double>(rect.x0) * m_scale)) - margin;
    const int top = toInt(std::floor(static_cast<double>(rect.y0) * m_scale)) - margin;
    const int right = toInt(std::ceil(static_cast<double>(rect.x1) * m_scale)) + margin;
    const int bottom = toInt(std::ceil(static_cast<double>(rect.y1) * m_scale)) + margin;
    return m_orientation.toView(QRect(left, top, right - left, bottom - top), pictureSize());
}

void ViewTransform::bring(base::Point image, QPointF device) {
    m_origin = {};
    const QPointF now = toDevice(image);
    m_origin = {toInt(std::round(device.x() - now.x())), toInt(std::round(device.y() - now.y()))};
}

void ViewTransform::zoomAt(QPointF anchor, double scale) {
    const base::Point under = toImage(anchor);
    setScale(scale);
    bring(under, anchor);
}

void ViewTransform::fit(QSizeF viewport) {
    if (m_width <= 0 || m_height <= 0) {
        return;
    }
    const double wide = std::max(1.0, viewport.width() - 2 * kFitMargin);
    const double high = std::max(1.0, viewport.height() - 2 * kFitMargin);
    const bool turned = m_orientation.transposed;
    setScale(std::min({wide / static_cast<double>(turned ? m_height : m_width),
                       high / static_cast<double>(turned ? m_width : m_height), kLargestFit}));
    centreOn({static_cast<double>(m_width) / 2, static_cast<double>(m_height) / 2}, viewport);
}

void ViewTransform::centreScale(double scale, QSizeF viewport) {
    zoomAt({viewport.width() / 2, viewport.height() / 2}, scale);
}

void ViewTransform::centreOn(base::Point image, QSizeF viewport) {
    bring(image, {viewport.width() / 2, viewport.height() / 2});
}

}  // namespace frisket::ui
