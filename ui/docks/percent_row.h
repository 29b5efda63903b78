// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QSlider;
class QSpinBox;

namespace frisket::ui {

/// A slider and a box for a part of 1, shown in percent.
class PercentRow : public QWidget {
    Q_OBJECT

public:
    /// `name` is what it is the percentage of, for those who hear the window.
    explicit PercentRow(const QString& name, QWidget* parent = nullptr);

    /// 0..1, in whole percent; tells nobody.
    void setPart(double part);

signals:
    void partChanged(double part);

private:
    QSlider* m_slider;
    QSpinBox* m_box;
};

}  // namespace frisket::ui
