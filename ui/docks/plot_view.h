// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace frisket::ui {

/// A plot of items side by side, the bins of a histogram or the samples of a line: one of them is
/// pointed at with the pointer or with the arrow keys. A derived class draws them and says which is
/// where.
class PlotView : public QWidget {
    Q_OBJECT

public:
    /// The item that is pointed at; -1: none.
    [[nodiscard]] int hovered() const { return m_hovered; }

    [[nodiscard]] QSize sizeHint() const override { return {280, 160}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 90}; }

signals:
    /// Another item is pointed at; -1: none.
    void itemHovered(int item);

protected:
    explicit PlotView(const QString& name, QWidget* parent);

    [[nodiscard]] virtual int itemCount() const = 0;
    /// The item at `x` widget pixels; -1: none.
    [[nodiscard]] virtual int itemAt(double x) const = 0;
    /// The part of the widget that is plotted in, under `above` pixels and over a line of text.
    [[nodiscard]] QRectF plotBelow(double above) const;

    void setHovered(int item);
    /// The frame around `plot` that tells who has the focus.
    void paintFocus(QPainter& painter, const QRectF& plot) const;

    /// A value as the axis has it.
    [[nodiscard]] static QString number(double value);
    /// Where `value` is between `low` (0) and `high` (1), all finite; what lies beyond is at the
    /// edge. The middle where the range is empty.
    [[nodiscard]] static double partOf(double value, double low, double high);

    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int m_hovered = -1;
};

}  // namespace frisket::ui
