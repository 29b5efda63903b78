// SPDX-License-Identifier: MIT
#include "ui/options/specks_part.h"

#include <algorithm>

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

namespace frisket::ui {

namespace {
constexpr int kMostPixels = 1'000'000'000;
constexpr int kSliderEnd = 1000;
}  // namespace

SpecksPart::SpecksPart(const Context& context)
    : OptionPart(context),
      m_preview(context.document.specks()),
      m_slider(new QSlider(Qt::Horizontal)),
      m_size(new QSpinBox),
      m_corners(new QCheckBox(tr("By corners"))),
      m_background(new QCheckBox(tr("Gaps too"))),
      m_counts(new QLabel) {
    addText(tr("Smaller than"));
    m_slider->setRange(2, kSliderEnd);
    m_slider->setFixedWidth(120);
    m_slider->setAccessibleName(tr("Size of specks by slider"));
    m_size->setRange(2, kMostPixels);
    m_size->setSuffix(tr(" px"));
    m_size->setGroupSeparatorShown(true);
    m_size->setMinimumWidth(90);
    m_size->setAccessibleName(tr("Size of specks"));
    for (QWidget* widget : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_size)}) {
        widget->setToolTip(tr("Groups of fewer pixels than that are specks"));
    }
    m_corners->setToolTip(tr("Pixels that touch by a corner hang together too"));
    m_background->setToolTip(tr("Small groups of background count as specks too"));
    m_counts->setToolTip(tr("Specks of the destination in this slice, and their pixels"));
    for (QWidget* widget : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_size),
                            static_cast<QWidget*>(m_corners), static_cast<QWidget*>(m_background),
                            static_cast<QWidget*>(m_counts)}) {
        add(widget);
    }
    m_remove = addButton(tr("Remove them"),
                         tr("Gives each the label that most of its pixels touch (Enter)"));
    connect(m_slider, &QSlider::valueChanged, m_size, &QSpinBox::setValue);
    connect(m_size, &QSpinBox::valueChanged, this, &SpecksPart::store);
    connect(m_corners, &QCheckBox::clicked, this, &SpecksPart::store);
    connect(m_background, &QCheckBox::clicked, this, &SpecksPart::store);
    connect(m_remove, &QAction::triggered, &m_preview, &session::SpeckPreview::removeAll);
    connect(&m_preview, &session::SpeckPreview::asked, this, &SpecksPart::showOptions);
    connect(&m_preview, &session::SpeckPreview::changed, this, &SpecksPart::showFound);
    giveKeysBackAfter(*m_size);
}

bool SpecksPart::serves(ToolId id) const { return id == ToolId::Specks; }

void SpecksPart::store() {
    m_preview.setRule(
        {m_size->value(),
         m_corners->isChecked() ? condition::Connectivity::Eight : condition::Connectivity::Four,
         m_background->isChecked()});
}

void SpecksPart::showOptions() {
    const measure::SpeckRule& rule = m_preview.rule();
    const QSignalBlocker slider(m_slider);
    const QSignalBlocker size(m_size);
    if (m_size->value() != rule.below) {  // else the cursor would jump
        m_size->setValue(static_cast<int>(std::min<std::int64_t>(rule.below, kMostPixels)));
    }
    m_slider->setValue(static_cast<int>(std::min<std::int64_t>(rule.below, kSliderEnd)));
    m_corners->setChecked(rule.connectivity == condition::Connectivity::Eight);
    m_background->setChecked(rule.background);
    showFound();
}

void SpecksPart::showFound() {
    const auto& found = m_preview.found();
    setUsable(m_remove, found && !found->specks.specks.empty());
    m_counts->setText(
        found ? tr("%L1 specks, %L2 px").arg(found->specks.specks.size()).arg(found->specks.pixels)
        : m_preview.problem().isEmpty() ? tr("Looking…")
                                        : QString());
}

}  // namespace frisket::ui
