// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QWidget>

#include "ui/canvas/canvas.h"

namespace frisket::ui {

/// Coordinates of the image along one edge of a canvas, with a mark where the pointer is.
class Ruler : public QWidget {
    Q_OBJECT

public:
    /// Image pixels between two numbers, so that they are at least `least` device pixels apart: 1,
    /// 2 or 5 times a power of ten.
    [[nodiscard]] static std::int64_t stepFor(double scale, double least);
    /// Width of a vertical one, height of a horizontal one, in widget pixels.
    [[nodiscard]] static int thickness(const QFontMetrics& metrics);

    Ruler(Qt::Orientation orientation, const Canvas& canvas, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double imagePlace(double widget) const;
    [[nodiscard]] double widgetPlace(double image) const;
    void drawNumber(QPainter& painter, double place, std::int64_t number) const;

    Qt::Orientation m_orientation;
    const Canvas& m_canvas;
    std::optional<base::Point> m_pointer;
};

}  // namespace frisket::ui
