// SPDX-License-Identifier: MIT
#include "ui/options/similarity_part.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>

namespace frisket::ui {

namespace {
using session::LayerId;

constexpr double kMostTolerance = 1e9;
}  // namespace

SimilarityPart::SimilarityPart(const Context& context) : OptionPart(context) {
    m_layer = new QComboBox;
    for (const LayerId id : {LayerId::Result, LayerId::Source, LayerId::Destination,
                             LayerId::Condition, LayerId::Backdrop}) {
        m_layer->addItem(session::displayName(id), static_cast<int>(id));
    }
    m_layer->setToolTip(tr("The layer whose values are compared"));
    m_layer->setAccessibleName(tr("Layer that a fill goes by"));
    m_tolerance = new QDoubleSpinBox;
    m_tolerance->setRange(0, kMostTolerance);
    m_tolerance->setDecimals(3);
    m_tolerance->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_tolerance->setMaximumWidth(110);
    m_tolerance->setAccessibleName(tr("Tolerance"));
    m_tolerance->setToolTip(
        tr("Most that a value may differ from the one that is clicked; of a "
           "picture red, green and blue each"));
    m_contiguous = new QCheckBox(tr("Connected"));
    m_contiguous->setToolTip(tr("Only what hangs together with the pixel; else all of the slice"));
    m_corners = new QCheckBox(tr("By corners"));
    m_corners->setToolTip(tr("Pixels that touch by a corner hang together too"));
    addText(tr("Like the"));
    add(m_layer);
    addText(tr("Tolerance"));
    add(m_tolerance);
    add(m_contiguous);
    add(m_corners);
    connect(m_layer, &QComboBox::activated, this, &SimilarityPart::store);
    connect(m_tolerance, &QDoubleSpinBox::valueChanged, this, &SimilarityPart::store);
    connect(m_contiguous, &QCheckBox::clicked, this, &SimilarityPart::store);
    connect(m_corners, &QCheckBox::clicked, this, &SimilarityPart::store);
    giveKeysBackAfter(*m_tolerance);
}

bool SimilarityPart::serves(ToolId id) const { return id == ToolId::Fill; }

void SimilarityPart::store() {
    options().setSimilarity(
        {static_cast<LayerId>(m_layer->currentData().toInt()), m_tolerance->value(),
         m_contiguous->isChecked(),
         m_corners->isChecked() ? paint::Connectivity::Eight : paint::Connectivity::Four});
}

void SimilarityPart::showOptions() {
    const session::Similarity& similarity = options().similarity();
    const QSignalBlocker tolerance(m_tolerance);
    m_layer->setCurrentIndex(m_layer->findData(static_cast<int>(similarity.layer)));
    if (m_tolerance->value() != similarity.tolerance) {  // else the cursor would jump
        m_tolerance->setValue(similarity.tolerance);
    }
    m_contiguous->setChecked(similarity.contiguous);
    m_corners->setChecked(similarity.connectivity == paint::Connectivity::Eight);
    m_corners->setEnabled(similarity.contiguous);
}

}  // namespace frisket::ui
