// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include "core/measure/histogram.h"
#include "core/measure/sample.h"
#include "ui/docks/plot_view.h"

namespace frisket::ui {

/// Draws a histogram as bars, tells which one is pointed at, and lets the ends of a colour window
/// be dragged. Bins of single values stand side by side; ranges stand where they are on the axis.
class HistogramView : public PlotView {
    Q_OBJECT

public:
    explicit HistogramView(QWidget* parent = nullptr);

    /// `colours` gives the colour of a bin's bar; without it all have the palette's text colour.
    void setHistogram(const measure::Histogram& histogram,
                      std::function<QColor(const measure::Histogram::Bin&)> colours = {});
    void setLogarithmic(bool logarithmic);
    /// The window with its two handles; nothing where there is none to drag.
    void setWindow(const std::optional<measure::ValueRange>& window);

    /// Where the bin is, and where a value, in widget pixels; for tests.
    [[nodiscard]] double xOfBin(std::size_t bin) const;
    [[nodiscard]] double xOfValue(double value) const;

signals:
    void windowDragged(const frisket::measure::ValueRange& window);

protected:
    [[nodiscard]] int itemCount() const override {
        return static_cast<int>(m_histogram.bins.size());
    }
    [[nodiscard]] int itemAt(double x) const override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    enum class Handle { None, Low, High };

    [[nodiscard]] QRectF plot() const { return plotBelow(6); }
    [[nodiscard]] double valueAt(double x) const;
    [[nodiscard]] Handle handleAt(double x) const;
    void drag(double x);
    void paintAxis(QPainter& painter) const;
    void paintWindow(QPainter& painter) const;

    measure::Histogram m_histogram;
    std::function<QColor(const measure::Histogram::Bin&)> m_colours;
    bool m_logarithmic = false;
    std::optional<measure::ValueRange> m_window;
    Handle m_dragged = Handle::None;
};

}  // namespace frisket::ui
