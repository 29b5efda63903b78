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
    /// `picture` is null or has 32 bits a pixel. Returns false when it is the one already there:
    /// then its halved copies stay.
    bool setPicture(const QImage& picture);

    [[nodiscard]] QSize size() const { return m_levels.empty() ? QSize() : m_levels[0].size(); }

    /// Draws what the picture has in `part`. The painter counts device pixels from the picture's
    /// corner, `scale` of them for each picture pixel. Scaled smoothly, a pixel may differ by
    /// rounding with another `part`.
    void draw(QPainter& painter, double scale, const QRect& part);

private:
    void drawPixels(QPainter& painter, double scale, const QRect& part) const;
    void drawSmoothly(QPainter& painter, double scale, const QRect& part);
    [[nodiscard]] const QImage& level(int halvings);

    std::vector<QImage> m_levels;  ///< [0] is the picture itself
};

}  // namespace frisket::ui
