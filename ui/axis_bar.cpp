// SPDX-License-Identifier: MIT
#include "ui/axis_bar.h"

#include <algorithm>
#include <limits>

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

namespace frisket::ui {

namespace {
using session::LayerId;

constexpr int kMostRowsSeen = 3;
constexpr int kGap = 4;
constexpr int kMargin = 6;

/// Sliders count in int; no axis that fits the memory with two others is longer.
int toInt(std::int64_t value) {
    return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
}

QComboBox* axisBox(const QString& name, const QString& tip) {
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setToolTip(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}
}  // namespace

AxisBar::AxisBar(session::Document& document, QAction& swap, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_area(new QScrollArea),
      m_axisY(axisBox(tr("Axis of the rows"), tr("The axis that runs downwards"))),
      m_axisX(axisBox(tr("Axis of the columns"), tr("The axis that runs to the right"))) {
    setAccessibleName(tr("Axes"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto* swapButton = new QToolButton;
    swapButton->setDefaultAction(&swap);
    swapButton->setAutoRaise(true);
    swapButton->setFocusPolicy(Qt::StrongFocus);

    auto* choices = new QHBoxLayout;
    choices->setSpacing(6);
    choices->addWidget(new QLabel(tr("Rows")));
    choices->addWidget(m_axisY);
    choices->addWidget(swapButton);
    choices->addWidget(new QLabel(tr("Columns")));
    choices->addWidget(m_axisX);
    auto* right = new QVBoxLayout;
    right->addLayout(choices);
    right->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, kMargin, 10, kMargin);
    row->setSpacing(18);
    row->addWidget(m_area, 1);
    row->addLayout(right);

    connect(m_axisY, &QComboBox::activated, this, [this](int axis) { choose(axis, true); });
    connect(m_axisX, &QComboBox::activated, this, [this](int axis) { choose(axis, false); });
    connect(&document, &session::Document::planeChanged, this, &AxisBar::refresh);
    connect(&document, &session::Document::layersChanged, this, &AxisBar::refresh);
    refresh();
}

void AxisBar::choose(int axis, bool forRows) {
    const session::ShownPlane plane = m_document.shownPlane();
    // The axis of the other direction: the two change places.
    if (forRows) {
        m_document.setShownAxes(axis, axis == plane.axisX ? plane.axisY : plane.axisX);
    } else {
        m_document.setShownAxes(axis == plane.axisY ? plane.axisX : plane.axisY, axis);
    }
    refresh();  // in mid-stroke nothing has changed
}

bool AxisBar::rowsFit() const {
    const session::ShownPlane& plane = m_document.shownPlane();
    const int rank = plane.index.rank();
    if (m_axisY->count() != rank || static_cast<int>(m_rows.size()) != std::max(rank - 2, 0)) {
        return false;
    }
    const array::Shape shape = m_document.shape(LayerId::Destination);
    for (int axis = 0; axis < rank; ++axis) {
        if (m_axisY->itemData(axis) != QVariant::fromValue<qlonglong>(shape[axis]) ||
            m_axisY->itemText(axis) != m_document.axisName(axis)) {
            return false;
        }
    }
    return std::none_of(m_rows.begin(), m_rows.end(),
                        [&plane](const Row& row) { return plane.shows(row.axis); });
}

void AxisBar::refresh() {
    const session::ShownPlane& plane = m_document.shownPlane();
    const bool useful = m_document.has(LayerId::Destination) && plane.index.rank() > 2;
    if (useful) {
        if (!rowsFit()) {
            buildChoices();
            buildRows();
        }
        m_axisY->setCurrentIndex(plane.axisY);
        m_axisX->setCurrentIndex(plane.axisX);
        for (const Row& row : m_rows) {
            const QSignalBlocker slider(row.slider);
            const QSignalBlocker box(row.index);
            row.slider->setValue(toInt(plane.index[row.axis]));
            row.index->setValue(toInt(plane.index[row.axis]));
            QFont font = this->font();
            font.setWeight(row.axis == plane.active && m_rows.size() > 1 ? QFont::Bold
                                                                         : QFont::Normal);
            row.label->setFont(font);
        }
    }
    setVisible(useful);
}

void AxisBar::buildChoices() {
    const array::Shape shape = m_document.shape(LayerId::Destination);
    for (QComboBox* box : {m_axisY, m_axisX}) {
        box->clear();
        for (int axis = 0; axis < shape.rank(); ++axis) {
            box->addItem(m_document.axisName(axis), QVariant::fromValue<qlonglong>(shape[axis]));
            box->setItemData(axis,
                             tr("%1: %2 long").arg(m_document.axisName(axis)).arg(shape[axis]),
                             Qt::ToolTipRole);
        }
    }
}

void AxisBar::buildRows() {
    m_rows.clear();
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, kGap, 0);
    grid->setVerticalSpacing(kGap);
    grid->setHorizontalSpacing(8);
    grid->setColumnStretch(1, 1);
    for (int axis = 0; axis < m_document.shownPlane().index.rank(); ++axis) {
        if (!m_document.shownPlane().shows(axis)) {
            addRow(axis, *grid);
        }
    }
    m_area->setWidget(content);  // which deletes the one before
    fitArea();
}

void AxisBar::addRow(int axis, QGridLayout& grid) {
    Row row;
    row.axis = axis;
    row.size = m_document.shape(LayerId::Destination)[axis];
    row.name = m_document.axisName(axis);
    row.label = new QLabel(row.name);
    row.slider = new QSlider(Qt::Horizontal);
    row.index = new QSpinBox;
    const int last = toInt(std::max<std::int64_t>(row.size - 1, 0));
    const QString tip = tr("Index along %1, from 0 to %2. Page Up and Page Down, or Alt and the "
                           "wheel over the image, step the axis that was used last.")
                            .arg(row.name)
                            .arg(last);
    row.slider->setRange(0, last);
    row.slider->setPageStep(10);
    row.slider->setMinimumWidth(80);
    row.slider->setAccessibleName(tr("Slider of %1").arg(row.name));
    row.index->setRange(0, last);
    row.index->setSuffix(tr(" of %1").arg(row.size));
    row.index->setAlignment(Qt::AlignRight);
    row.index->setAccessibleName(tr("Index along %1").arg(row.name));
    for (QWidget* part : {static_cast<QWidget*>(row.slider), static_cast<QWidget*>(row.index)}) {
        part->setToolTip(tip);
        part->setEnabled(row.size > 1);
        part->installEventFilter(this);
        part->setProperty("axis", axis);
    }
    const int line = static_cast<int>(m_rows.size());
    grid.addWidget(row.label, line, 0);
    grid.addWidget(row.slider, line, 1);
    grid.addWidget(row.index, line, 2);
    connect(row.slider, &QSlider::valueChanged, this,
            [this, axis](int value) { m_document.setIndex(axis, value); });
    connect(row.index, &QSpinBox::valueChanged, this,
            [this, axis](int value) { m_document.setIndex(axis, value); });
    connect(row.index->findChild<QLineEdit*>(), &QLineEdit::returnPressed, this, &AxisBar::done);
    m_rows.push_back(row);
}

void AxisBar::fitArea() {
    if (m_rows.empty()) {
        return;
    }
    const int rows = std::min(static_cast<int>(m_rows.size()), kMostRowsSeen);
    const int height = std::max(m_rows.front().index->sizeHint().height(),
                                m_rows.front().label->sizeHint().height());
    const int choices = std::max(m_axisY->sizeHint().height(), height);
    m_area->setFixedHeight(std::max(rows * height + (rows - 1) * kGap, choices));
    // The area itself would be content with less, and cut the boxes off.
    const bool scrolls = static_cast<int>(m_rows.size()) > kMostRowsSeen;
    m_area->setMinimumWidth(m_area->widget()->minimumSizeHint().width() +
                            (scrolls ? m_area->verticalScrollBar()->sizeHint().width() : 0));
}

bool AxisBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        m_document.setActiveAxis(watched->property("axis").toInt());
    }
    return QWidget::eventFilter(watched, event);
}

void AxisBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitArea();
    }
    QWidget::changeEvent(event);
}

}  // namespace frisket::ui
