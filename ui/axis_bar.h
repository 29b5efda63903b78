// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QWidget>

#include "ui/session/document.h"

class QAction;
class QComboBox;
class QGridLayout;
class QLabel;
class QScrollArea;
class QSlider;
class QSpinBox;
class QToolButton;

namespace frisket::ui {

/// Under the canvas, for arrays of more than two axes: a slider and an index for each axis that is
/// not shown, and which axes are the rows and the columns. Shows itself where there is such an
/// array. Keeps to three rows of sliders and scrolls the rest.
class AxisBar : public QWidget {
    Q_OBJECT

public:
    /// `swap` exchanges rows and columns; its button is here.
    AxisBar(session::Document& document, QAction& swap, QWidget* parent = nullptr);

signals:
    /// An index was typed; the keys are for the canvas again.
    void done();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        int axis = 0;
        std::int64_t size = 0;
        QString name;
        QLabel* label = nullptr;
        QSlider* slider = nullptr;
        QSpinBox* index = nullptr;
    };

    void refresh();
    /// Whether the rows are those of the present axes.
    [[nodiscard]] bool rowsFit() const;
    void buildRows();
    void buildChoices();
    void addRow(int axis, QGridLayout& grid);
    /// The person chose `axis` for the rows or columns.
    void choose(int axis, bool forRows);
    /// As high as the sliders, of which at most three are seen, and wide enough for them.
    void fitArea();

    session::Document& m_document;
    QScrollArea* m_area;
    std::vector<Row> m_rows;
    QComboBox* m_axisY;
    QComboBox* m_axisX;
};

}  // namespace frisket::ui
