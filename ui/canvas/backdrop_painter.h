// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QImage>
#include <QPainter>

namespace frisket::ui {

/// Draws the photo under the overlays: smooth when it is shrunk, from halved copies that are made
/// when they are first needed, and as hard pixels when it is enlarged.
class BackdropPainter {
public:
    void setPicture(const QImage& picture);

    /// Draws the part of the picture that lies in `exposed`. `origin` is the place of the picture's
    /// corner and `scale` the device pixels per picture pixel; all in the painter's coordinates,
    /// which are device pixels.
    void draw(QPainter& painter, QPoint origin, double scale, const QRect& exposed);

private:
    [[nodiscard]] const QImage& level(int halvings);

    std::vector<QImage> m_levels;  ///< [0] is the picture itself
};

}  // namespace frisket::ui
