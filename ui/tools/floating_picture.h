// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QPainter>
#include <QRect>

#include "ui/canvas/view_transform.h"
#include "ui/session/floating.h"

namespace frisket::ui {

/// How floating bits look in a view: tinted where they would come to lie, faintly where that is
/// beyond the image, and hatched where they would be gone from. Pixels are asked at the screen's
/// resolution, as `settle` will place them, so it costs what is seen; what was drawn last is kept
/// until something moves.
class FloatingPicture {
public:
    /// Device pixels of the view that may be drawn; there must be floating bits.
    [[nodiscard]] static QRect bounds(const ViewTransform& view, const session::Floating& floating);

    /// Draws what lies in `exposed`, on the threads of the document's pool.
    void draw(QPainter& painter, const ViewTransform& view, session::Document& document,
              const session::Floating& floating, const QRect& exposed);

private:
    QImage m_image;
    QRect m_rect;
    ViewTransform m_view;
    std::uint64_t m_version = 0;
};

}  // namespace frisket::ui
