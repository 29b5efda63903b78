// SPDX-License-Identifier: MIT
#include "ui/docks/levels_editor.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::Levels;

QString text(double value) { return QString::number(value, 'g', 7); }

/// A finite number that a person typed, in their way or in the computer's.
std::optional<double> number(const QString& text) {
    bool good = false;
    double value = QLocale().toDouble(text, &good);
    if (!good) {
        value = QLocale::c().toDouble(text, &good);
    }
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}
}  // namespace

LevelsEditor::LevelsEditor(QWidget* parent)
    : QWidget(parent),
      m_levels(new QComboBox(this)),
      m_invert(new QCheckBox(tr("Invert"), this)),
      m_low(new QLineEdit(this)),
      m_high(new QLineEdit(this)),
      m_note(new QLabel(this)) {
    m_levels->addItem(tr("All values"));
    m_levels->addItem(tr("Middle 98 %"));
    m_levels->addItem(tr("From … to"));
    m_levels->setAccessibleName(tr("Values that the colours span"));
    m_levels->setToolTip(
        tr("All values: from the lowest to the highest.\n"
           "Middle 98 %: from the 1st to the 99th percentile, so that a few odd values don't take "
           "all colours.\n"
           "From … to: two numbers of your own."));
    m_invert->setToolTip(tr("Use the colours the other way round"));
    m_low->setAccessibleName(tr("Value of the first colour"));
    m_low->setToolTip(tr("Values up to this one have the first colour"));
    m_high->setAccessibleName(tr("Value of the last colour"));
    m_high->setToolTip(tr("Values from this one on have the last colour"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->addWidget(m_levels, 0, 0, 1, 3);
    grid->addWidget(m_invert, 0, 3);
    grid->addWidget(m_low, 1, 0);
    grid->addWidget(new QLabel(tr("to"), this), 1, 1);
    grid->addWidget(m_high, 1, 2);
    grid->addWidget(m_note, 1, 3);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 1);
    for (QLineEdit* edit : {m_low, m_high}) {
        edit->setMinimumWidth(60);
        connect(edit, &QLineEdit::editingFinished, this, &LevelsEditor::takeNumbers);
    }
    setFocusProxy(m_levels);
    connect(m_levels, &QComboBox::activated, this, &LevelsEditor::chooseLevels);
    connect(m_invert, &QCheckBox::toggled, this, [this](bool invert) {
        m_style.invert = invert;
        emit styleEdited(m_style);
    });
}

void LevelsEditor::setStyle(const session::LayerStyle& style,
                            const std::optional<measure::ValueRanges>& ranges) {
    m_style = style;
    m_ranges = ranges;
    const QSignalBlocker quiet(m_invert);
    m_levels->setCurrentIndex(static_cast<int>(style.levels));
    m_invert->setChecked(style.invert);
    const bool manual = style.levels == Levels::Manual;
    measure::ValueRange shown{style.low, style.high};
    if (!manual && ranges) {
        shown = style.levels == Levels::Full ? ranges->full : ranges->middle;
    }
    const bool known = manual || ranges;
    m_low->setText(known ? text(shown.low) : QString());
    m_high->setText(known ? text(shown.high) : QString());
    m_low->setCursorPosition(0);  // of a long number the beginning matters
    m_high->setCursorPosition(0);
    m_low->setReadOnly(!manual);
    m_high->setReadOnly(!manual);
    m_low->setEnabled(manual);
    m_high->setEnabled(manual);
    const bool sampled = !manual && ranges && ranges->isSampled;
    m_note->setText(sampled ? tr("sampled") : QString());
    m_note->setToolTip(sampled ? tr("Found from about a million of the values") : QString());
}

void LevelsEditor::chooseLevels() {
    const auto levels = static_cast<Levels>(m_levels->currentIndex());
    if (levels == Levels::Manual && m_style.levels != Levels::Manual && m_ranges) {
        // Begin with what is seen.
        const measure::ValueRange seen =
            m_style.levels == Levels::Full ? m_ranges->full : m_ranges->middle;
        m_style.low = seen.low;
        m_style.high = seen.high;
    }
    m_style.levels = levels;
    emit styleEdited(m_style);
}

void LevelsEditor::takeNumbers() {
    if (m_style.levels != Levels::Manual) {
        return;
    }
    // What is no number stays what it was.
    const double low = m_low->text() == text(m_style.low)
                           ? m_style.low
                           : number(m_low->text()).value_or(m_style.low);
    const double high = m_high->text() == text(m_style.high)
                            ? m_style.high
                            : number(m_high->text()).value_or(m_style.high);
    m_style.low = low;
    m_style.high = high;
    m_low->setText(text(low));
    m_high->setText(text(high));
    emit styleEdited(m_style);
}

}  // namespace frisket::ui
