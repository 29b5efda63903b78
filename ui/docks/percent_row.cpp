// SPDX-License-Identifier: MIT
#include "ui/docks/percent_row.h"

#include <cmath>

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

namespace frisket::ui {

PercentRow::PercentRow(const QString& name, QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal, this)), m_box(new QSpinBox(this)) {
    m_slider->setRange(0, 100);
    m_slider->setPageStep(10);
    m_slider->setMinimumWidth(80);
    m_slider->setAccessibleName(name);
    m_box->setRange(0, 100);
    m_box->setSuffix(tr(" %"));
    m_box->setAlignment(Qt::AlignRight);
    m_box->setAccessibleName(tr("%1 in percent").arg(name));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_slider, 1);
    row->addWidget(m_box);
    setFocusProxy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this](int percent) {
        const QSignalBlocker quiet(m_box);
        m_box->setValue(percent);
        emit partChanged(percent / 100.0);
    });
    connect(m_box, &QSpinBox::valueChanged, m_slider, &QSlider::setValue);
}

void PercentRow::setPart(double part) {
    const QSignalBlocker quietSlider(m_slider);
    const QSignalBlocker quietBox(m_box);
    const int percent = static_cast<int>(std::lround(part * 100));
    m_slider->setValue(percent);
    m_box->setValue(percent);
}

}  // namespace frisket::ui
