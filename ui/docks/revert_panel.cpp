// SPDX-License-Identifier: MIT
#include "ui/docks/revert_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/change_words.h"
#include "ui/docks/elided_label.h"
#include "ui/docks/swatch.h"
#include "ui/session/core_text.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/reporting.h"
#include "ui/tools/found_overlay.h"

namespace frisket::ui {

namespace {
using session::LayerId;
/// Of the legend, from top to bottom.
constexpr std::array kLooks{FoundLook::Added, FoundLook::Removed, FoundLook::Changed};

QLabel* plainLabel() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    return label;
}

QString pixels(std::int64_t count) { return RevertPanel::tr("%1 px").arg(countWords(count)); }
}  // namespace

RevertPanel::RevertPanel(session::Document& document, session::StateComparison& comparison,
                         const session::LabelLooks& looks, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_comparison(comparison),
      m_looks(looks),
      m_compare(new QPushButton(tr("Compare with this state"))),
      m_details(new QWidget),
      m_title(new ElidedLabel),
      m_end(new QToolButton),
      m_note(plainLabel()),
      m_again(new QPushButton(tr("Compare &again"))),
      m_legend(new QWidget),
      m_labels(new QComboBox),
      m_selectedOnly(new QCheckBox(tr("Only where the condition is &true"))),
      m_revertValues(new QPushButton),
      m_revertCondition(new QPushButton),
      m_painting(plainLabel()) {
    build();
    connect(m_compare, &QPushButton::clicked, this, &RevertPanel::compareRequested);
    connect(m_end, &QToolButton::clicked, this, [this] {
        m_comparison.setPosition(std::nullopt);
        m_compare->setFocus();  // or the focus would go with the button
    });
    connect(m_again, &QPushButton::clicked, &m_comparison, &session::StateComparison::lookAgain);
    connect(m_labels, &QComboBox::currentIndexChanged, this, &RevertPanel::showCounts);
    connect(m_selectedOnly, &QCheckBox::toggled, this, &RevertPanel::showCounts);
    connect(m_revertValues, &QPushButton::clicked, this, [this] { revert(What::Destination); });
    connect(m_revertCondition, &QPushButton::clicked, this, [this] { revert(What::Condition); });
    connect(&m_comparison, &session::StateComparison::changed, this, &RevertPanel::refresh);
    connect(&m_document, &session::Document::historyChanged, this, &RevertPanel::showCounts);
    connect(&m_looks, &session::LabelLooks::changed, this, &RevertPanel::refresh);
    changeEvent(nullptr);
    refresh();
}

void RevertPanel::build() {
    m_compare->setToolTip(
        tr("Show on the canvas what the state of the chosen step would bring back (Space); of the "
           "last step, the state before it"));
    m_end->setText(tr("End"));
    m_end->setAutoRaise(true);
    m_end->setFocusPolicy(Qt::StrongFocus);
    m_end->setToolTip(tr("End the comparison"));
    m_end->setAccessibleName(tr("End the comparison"));
    m_labels->setAccessibleName(tr("Label to bring back"));
    m_labels->setToolTip(
        tr("Bring back all, or only pixels that have this label now or had it then"));
    m_labels->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_labels->setMinimumContentsLength(8);
    m_selectedOnly->setToolTip(
        tr("Give values back to the pixels that are selected now; else to all of this slice"));
    m_revertValues->setToolTip(
        tr("Give these pixels the values that they had then: one step, which can be undone. "
           "Protected labels and limits hold."));
    m_revertCondition->setToolTip(
        tr("Make the condition of this slice what it was then, by painting the layer that strokes "
           "paint: one step, which can be undone. Protected labels and limits hold."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 0);
    column->setSpacing(6);
    column->addWidget(m_compare);
    column->addWidget(m_details);
    auto* details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(6);
    auto* top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(m_title, 1);
    top->addWidget(m_end);
    details->addLayout(top);
    details->addWidget(m_note);
    details->addWidget(m_again);
    auto* legend = new QGridLayout(m_legend);
    legend->setContentsMargins(0, 0, 0, 0);
    legend->setHorizontalSpacing(6);
    legend->setVerticalSpacing(3);
    legend->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < kLooks.size(); ++i) {
        m_swatches[i] = new QLabel;
        m_lines[i] = plainLabel();
        legend->addWidget(m_swatches[i], static_cast<int>(i), 0, Qt::AlignTop);
        legend->addWidget(m_lines[i], static_cast<int>(i), 1);
    }
    details->addWidget(m_legend);
    details->addWidget(m_labels);
    details->addWidget(m_selectedOnly);
    details->addWidget(m_revertValues);
    details->addWidget(m_revertCondition);
    details->addWidget(m_painting);
}

void RevertPanel::setStateName(const QString& name) {
    m_stateName = name;
    m_title->setText(tr("Compared with “%1”").arg(name));
}

QString RevertPanel::text() const {
    if (!m_legend->isVisibleTo(this)) {
        return m_note->text();
    }
    QStringList lines;
    for (const QLabel* line : m_lines) {
        lines << line->text();
    }
    return lines.join(QLatin1Char('\n'));
}

QString RevertPanel::paintingText() const {
    return m_painting->isVisibleTo(this) ? m_painting->text() : QString();
}

void RevertPanel::refresh() {
    const bool compares = m_comparison.position().has_value();
    const edit::StateDifference* difference = m_comparison.difference();
    m_compare->setVisible(!compares);
    m_details->setVisible(compares);
    const bool differs = difference != nullptr && !difference->empty();
    for (QWidget* widget :
         {m_legend, static_cast<QWidget*>(m_labels), static_cast<QWidget*>(m_selectedOnly),
          static_cast<QWidget*>(m_revertValues), static_cast<QWidget*>(m_revertCondition)}) {
        widget->setVisible(differs);
    }
    const QString slice =
        m_document.shownPlane().index.rank() > 2 ? tr(" in this slice") : QString();
    m_note->setText(!m_comparison.problem().isEmpty() ? m_comparison.problem()
                    : m_comparison.isOutdated() ? tr("Something was changed since it was compared.")
                    : difference == nullptr     ? tr("Comparing…")
                                                : tr("Nothing differs%1.").arg(slice));
    m_note->setVisible(!differs);
    m_again->setVisible(difference == nullptr);
    if (differs) {
        const std::int64_t gone = difference->all.bits - difference->addedCount;
        m_lines[0]->setText(
            tr("%1 of the condition would come back%2").arg(pixels(difference->addedCount), slice));
        m_lines[1]->setText(tr("%1 of the condition would go%2").arg(pixels(gone), slice));
        m_lines[2]->setText(
            tr("%1 of the destination would change%2").arg(pixels(difference->all.values), slice));
        showLabels();
    }
    showCounts();
}

void RevertPanel::showLabels() {
    const QSignalBlocker quiet(m_labels);
    const QVariant chosen = m_labels->currentData();
    m_labels->clear();
    const edit::StateDifference& difference = *m_comparison.difference();
    m_labels->addItem(array::isFloat(m_document.dtype(LayerId::Destination)) ? tr("All values")
                                                                             : tr("All labels"));
    constexpr std::size_t kMostListed = 500;
    for (const auto& label : difference.labels) {
        if (static_cast<std::size_t>(m_labels->count()) > kMostListed) {
            break;  // nobody looks for one in a longer list
        }
        m_labels->addItem(
            tr("%1 · %2").arg(
                session::namedLabel(m_looks, m_document.dtype(LayerId::Destination), label.label),
                pixels(std::max(label.values, label.bits))),
            QVariant::fromValue(label.label));
    }
    const int again = chosen.isValid() ? m_labels->findData(chosen) : 0;
    m_labels->setCurrentIndex(std::max(again, 0));
    m_labels->setEnabled(m_labels->count() > 1);
}

edit::StateDifference::Label RevertPanel::counts() const {
    const edit::StateDifference* difference = m_comparison.difference();
    if (difference == nullptr) {
        return {};
    }
    const QVariant chosen = m_labels->currentData();
    for (const auto& label : difference->labels) {
        if (chosen.isValid() && label.label == chosen.value<std::int64_t>()) {
            return label;
        }
    }
    return difference->all;
}

void RevertPanel::showCounts() {
    const auto numbers = counts();
    const bool free = !m_document.busy() && !m_document.inStroke();
    const std::int64_t values = m_selectedOnly->isChecked() ? numbers.selected : numbers.values;
    m_revertValues->setText(tr("Revert %1 of the &destination").arg(pixels(values)));
    const session::StateLook* look = m_comparison.look();
    const bool ofLayer = look != nullptr && !look->rule.isEmpty() && !look->obstacle;
    m_revertCondition->setText(
        (ofLayer ? tr("Revert %1 of the painted layer") : tr("Revert %1 of the c&ondition"))
            .arg(pixels(numbers.bits > 0 ? numbers.painted : 0)));
    m_revertValues->setEnabled(free && values > 0);
    m_revertCondition->setEnabled(free && numbers.bits > 0 && numbers.painted > 0);
    const QString painting = paintingWords();
    m_painting->setText(painting);
    m_painting->setVisible(!painting.isEmpty());
}

QString RevertPanel::paintingWords() const {
    const session::StateLook* look = m_comparison.look();
    if (look == nullptr || look->difference.empty()) {
        return {};
    }
    QStringList words;
    if (!look->note.isEmpty()) {
        words << tr("In that state: %1").arg(look->note);
    }
    const auto numbers = counts();
    if (look->layer.isEmpty() || numbers.bits == 0) {
        return words.join(QLatin1Char(' '));
    }
    if (look->obstacle) {
        words << session::fromCore(look->obstacle->text());
    } else if (!look->rule.isEmpty()) {
        words << tr("The layer %1 becomes what it was then; the condition follows from it by the "
                    "rule %2.")
                     .arg(look->layer, look->rule);
        const bool isAll = !m_labels->currentData().isValid();
        if (isAll && look->staying && *look->staying > 0) {
            words
                << tr("%1 of the condition would differ all the same.").arg(pixels(*look->staying));
        }
    } else {
        if (numbers.painted > 0) {
            words << tr("Painted into the layer %1.").arg(look->layer);
        }
        if (numbers.bits > numbers.painted) {
            words << tr("%1 stay as they are: other layers decide them.")
                         .arg(pixels(numbers.bits - numbers.painted));
        }
    }
    return words.join(QLatin1Char(' '));
}

session::RevertScope RevertPanel::scope(What what) const {
    session::RevertScope scope;
    scope.what = what;
    if (const QVariant chosen = m_labels->currentData(); chosen.isValid()) {
        scope.label = chosen.value<std::int64_t>();
    }
    scope.onlySelected = m_selectedOnly->isChecked();
    return scope;
}

void RevertPanel::revert(What what) {
    const auto done = m_comparison.revert(scope(what));
    if (!done) {
        session::report(m_document, done.error());
    } else if (*done == 0) {
        session::report(m_document,
                        {base::ErrorCode::Protected,
                         tr("Nothing was reverted: labels are protected, or the limits of painting "
                            "exclude these pixels.")
                             .toStdString(),
                         tr("See the Labels dock and the limits.").toStdString()});
    }
}

void RevertPanel::changeEvent(QEvent* event) {
    if (event != nullptr) {
        QWidget::changeEvent(event);
    }
    if (event == nullptr || event->type() == QEvent::PaletteChange) {
        for (std::size_t i = 0; i < kLooks.size(); ++i) {
            m_swatches[i]->setPixmap(swatch(foundColour(kLooks[i]), palette(), devicePixelRatioF())
                                         .pixmap(kSwatchSide, kSwatchSide));
        }
    }
}

}  // namespace frisket::ui
