// SPDX-License-Identifier: MIT
#include "ui/options/limit_row.h"

#include <cmath>
#include <limits>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include "ui/icons.h"
#include "ui/session/limit_words.h"

namespace frisket::ui {

namespace {
using session::LayerId;
using session::LimitTerm;
using Kind = session::LimitTerm::Kind;

/// Steps of a slider from one end to the other.
constexpr int kSteps = 1000;
constexpr double kMostBound = 1e12;
}  // namespace

LimitRow::LimitRow(const session::Document& document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_layer(new QComboBox),
      m_relation(new QComboBox),
      m_labels(new QLineEdit),
      m_range(new QWidget),
      m_pick(new QToolButton),
      m_remove(new QToolButton) {
    for (const LayerId id : {LayerId::Destination, LayerId::Source, LayerId::Backdrop}) {
        m_layer->addItem(session::displayName(id), static_cast<int>(id));
    }
    m_layer->setAccessibleName(tr("Layer that is asked"));
    m_layer->setToolTip(tr("The layer whose value decides; of the backdrop its brightness"));
    for (const QString& relation :
         {tr("is one of"), tr("is none of"), tr("is from"), tr("is not from")}) {
        m_relation->addItem(relation);  // in the order of kind and negated
    }
    m_relation->setAccessibleName(tr("What is asked of it"));
    m_labels->setPlaceholderText(tr("0, 3-5"));
    m_labels->setAccessibleName(tr("Labels"));
    m_labels->setToolTip(tr("Labels with commas between them, 3-5 for 3, 4 and 5"));
    m_pick->setCheckable(true);
    m_pick->setText(tr("Pick"));
    m_pick->setToolTip(
        tr("Click a pixel of the image to take values around its own; with Shift the range "
           "grows to hold it"));
    m_remove->setToolTip(tr("Take this line away"));
    m_remove->setAccessibleName(tr("Take this line away"));
    for (QToolButton* button : {m_pick, m_remove}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAutoRaise(true);
    }
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(m_layer, 0, 0);
    grid->addWidget(m_relation, 0, 1);
    grid->addWidget(m_labels, 0, 2);
    grid->addWidget(m_pick, 0, 3);
    grid->addWidget(m_remove, 0, 4);
    grid->addWidget(m_range, 1, 0, 1, 4);
    grid->setColumnStretch(2, 1);
    addRange();
    connect(m_layer, &QComboBox::activated, this, [this] {
        m_term.layer = static_cast<LayerId>(m_layer->currentData().toInt());
        if (m_term.layer == LayerId::Backdrop && m_term.kind == Kind::Labels) {
            m_term.kind = Kind::Range;  // of brightness
        }
        tell();
    });
    connect(m_relation, &QComboBox::activated, this, [this](int relation) {
        const Kind kind = relation < 2 ? Kind::Labels : Kind::Range;
        if (kind == Kind::Range && m_term.kind != kind) {
            std::tie(m_term.low, m_term.high) = span();
        }
        m_term.kind = kind;
        m_term.negated = relation % 2 == 1;
        tell();
    });
    connect(m_labels, &QLineEdit::textEdited, this, &LimitRow::takeLabels);
    connect(m_pick, &QToolButton::clicked, this, &LimitRow::pickToggled);
    connect(m_remove, &QToolButton::clicked, this, &LimitRow::removeClicked);
}

void LimitRow::addRange() {
    auto* grid = new QGridLayout(m_range);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    const std::array names{tr("from"), tr("to")};
    const std::array spoken{tr("Least value"), tr("Largest value")};
    for (std::size_t end = 0; end < 2; ++end) {
        auto* slider = new QSlider(Qt::Horizontal);
        slider->setRange(0, kSteps);
        slider->setMinimumWidth(160);
        slider->setAccessibleName(spoken[end]);
        auto* bound = new QDoubleSpinBox;
        bound->setRange(-kMostBound, kMostBound);
        bound->setDecimals(3);
        bound->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        bound->setMaximumWidth(120);
        bound->setAccessibleName(spoken[end]);
        const int row = static_cast<int>(end);
        grid->addWidget(new QLabel(names[end]), row, 0);
        grid->addWidget(slider, row, 1);
        grid->addWidget(bound, row, 2);
        connect(slider, &QSlider::valueChanged, this, [this, end](int step) {
            const auto [low, high] = span();
            takeBound(end, low + (high - low) * step / kSteps);
        });
        connect(bound, &QDoubleSpinBox::valueChanged, this,
                [this, end](double value) { takeBound(end, value); });
        m_sliders[end] = slider;
        m_bounds[end] = bound;
    }
    grid->setColumnStretch(1, 1);
}

std::pair<double, double> LimitRow::span() const {
    if (m_term.layer == LayerId::Backdrop || !m_document.has(m_term.layer)) {
        return {0, 255};
    }
    const measure::ValueRange full = m_document.valueRanges(m_term.layer).full;
    return full.low < full.high ? std::pair(full.low, full.high)
                                : std::pair(full.low, full.low + 1);
}

bool LimitRow::isWhole() const {
    return m_term.layer == LayerId::Backdrop || !m_document.has(m_term.layer) ||
           !array::isFloat(m_document.dtype(m_term.layer));
}

void LimitRow::takeBound(std::size_t end, double value) {
    const double bound = isWhole() ? std::round(value) : value;
    // One end pushes the other.
    (end == 0 ? m_term.low : m_term.high) = bound;
    (end == 0 ? m_term.high : m_term.low) =
        end == 0 ? std::max(bound, m_term.high) : std::min(bound, m_term.low);
    tell();
}

void LimitRow::takeLabels(const QString& text) {
    if (const auto labels = session::parseLabels(text)) {
        m_term.labels = *labels;
        tell();
    } else {
        setTerm(m_term);  // says that it is no list
    }
}

void LimitRow::tell() {
    setTerm(m_term);
    emit edited(m_term);
}

void LimitRow::setTerm(const LimitTerm& term) {
    m_term = term;
    const bool range = term.kind == Kind::Range;
    m_layer->setCurrentIndex(m_layer->findData(static_cast<int>(term.layer)));
    m_relation->setCurrentIndex((range ? 2 : 0) + (term.negated ? 1 : 0));
    const auto typed = session::parseLabels(m_labels->text());
    if (typed != term.labels && !(m_labels->hasFocus() && !typed)) {
        m_labels->setText(session::labelsText(term.labels));
    }
    // A list that can't be read is not taken, and looks so.
    QPalette colours = palette();
    if (!session::parseLabels(m_labels->text())) {
        colours.setColor(QPalette::Text, QColor(0xd0, 0x40, 0x40));
    }
    m_labels->setPalette(colours);
    m_labels->setVisible(!range);
    m_range->setVisible(range);
    m_pick->setVisible(range);
    const auto [low, high] = span();
    for (std::size_t end = 0; end < 2 && range; ++end) {
        const double value = end == 0 ? term.low : term.high;
        const QSignalBlocker slider(m_sliders[end]);
        const QSignalBlocker bound(m_bounds[end]);
        m_bounds[end]->setDecimals(isWhole() ? 0 : 3);
        m_sliders[end]->setValue(static_cast<int>(
            std::lround(std::clamp((value - low) / (high - low), 0.0, 1.0) * kSteps)));
        if (m_bounds[end]->value() != value) {  // else the cursor would jump
            m_bounds[end]->setValue(value);
        }
    }
}

void LimitRow::setPicking(bool picking) { m_pick->setChecked(picking); }

void LimitRow::setIcons(const QPalette& palette) {
    m_pick->setIcon(icon(QStringLiteral("pick"), palette));
    m_remove->setIcon(icon(QStringLiteral("close"), palette));
}

}  // namespace frisket::ui
