// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include <QWidget>

#include "core/measure/histogram.h"
#include "core/measure/sample.h"

namespace frisket::ui {

/// Draws a histogram as bars, tells which one is pointed at, and lets the ends of a colour window
/// be dragged. Bins of single values stand side by side; ranges stand where they are on the axis.
class HistogramView : public QWidget {
    Q_OBJECT

public:
    explicit HistogramView(QWidget* parent = nullptr);

    /// `colours` gives the colour of a bin's bar; without it all have the palette's text colour.
    void setHistogram(const measure::Histogram& histogram,
                      std::function<QColor(const measure::Histogram::Bin&)> colours = {});
    void setLogarithmic(bool logarithmic);
    /// The window with its two handles; nothing where there is none to drag.
    void setWindow(const std::optional<measure::ValueRange>& window);

    [[nodiscard]] QSize sizeHint() const override { return {280, 160}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 90}; }
    /// Where the bin is, and where a value, in widget pixels; for tests.
    [[nodiscard]] double xOfBin(std::size_t bin) const;
    [[nodiscard]] double xOfValue(double value) const;

signals:
    /// The pointer or the arrow keys are at that bin; -1: none.
    void binHovered(int bin);
    void windowDragged(const frisket::measure::ValueRange& window);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Handle { None, Low, High };

    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double valueAt(double x) const;
    [[nodiscard]] int binAt(double x) const;
    [[nodiscard]] Handle handleAt(double x) const;
    void setHover(int bin);
    void drag(double x);
    void paintAxis(QPainter& painter) const;
    void paintWindow(QPainter& painter) const;

    measure::Histogram m_histogram;
    std::function<QColor(const measure::Histogram::Bin&)> m_colours;
    bool m_logarithmic = false;
    std::optional<measure::ValueRange> m_window;
    int m_hover = -1;
    Handle m_dragged = Handle::None;
};

}  // namespace frisket::ui
