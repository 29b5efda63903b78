// SPDX-License-Identifier: MIT
#include "ui/canvas/view_transform.h"

#include <algorithm>
#include <cmath>

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

base::Point ViewTransform::toImage(QPointF device) const {
    return {(device.x() - m_origin.x()) / m_scale, (device.y() - m_origin.y()) / m_scale};
}

QPointF ViewTransform::toDevice(base::Point image) const {
    return {image.x * m_scale + m_origin.x(), image.y * m_scale + m_origin.y()};
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
    return {left, top, right - left, bottom - top};
}

void ViewTransform::zoomAt(QPointF anchor, double scale) {
    const base::Point under = toImage(anchor);
    setScale(scale);
    m_origin = {toInt(std::round(anchor.x() - under.x * m_scale)),
                toInt(std::round(anchor.y() - under.y * m_scale))};
}

void ViewTransform::fit(std::int64_t width, std::int64_t height, QSizeF viewport) {
    if (width <= 0 || height <= 0) {
        return;
    }
    const double wide = std::max(1.0, viewport.width() - 2 * kFitMargin);
    const double high = std::max(1.0, viewport.height() - 2 * kFitMargin);
    setScale(std::min(
        {wide / static_cast<double>(width), high / static_cast<double>(height), kLargestFit}));
    m_origin = {toInt(std::round((viewport.width() - static_cast<double>(width) * m_scale) / 2)),
                toInt(std::round((viewport.height() - static_cast<double>(height) * m_scale) / 2))};
}

void ViewTransform::centreScale(double scale, QSizeF viewport) {
    zoomAt({viewport.width() / 2, viewport.height() / 2}, scale);
}

}  // namespace frisket::ui
