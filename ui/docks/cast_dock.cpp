// SPDX-License-Identifier: MIT
#include "ui/docks/cast_dock.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/assign/cast_map.h"
#include "core/assign/check.h"
#include "ui/canvas/cast_map.h"
#include "ui/docks/cast_words.h"
#include "ui/docks/dock_column.h"
#include "ui/docks/dtype_panel.h"
#include "ui/docks/swatch.h"
#include "ui/plan_presenter.h"
#include "ui/session/core_text.h"
#include "ui/session/document.h"
#include "ui/session/layer_colours.h"
#include "ui/session/reporting.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using assign::CastChange;
using assign::Casting;
using session::fromCore;
using session::LayerId;

constexpr int kRest = 120;  ///< milliseconds after the last change
constexpr std::array kCastings{Casting::Exact, Casting::Safe, Casting::SameKind, Casting::Unsafe};

QLabel* words() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);  // the dock decides
    return label;
}

QGridLayout* gridOf(QWidget& rows) {
    auto* grid = new QGridLayout(&rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    return grid;
}

QString castingTip(Casting casting) {
    switch (casting) {
        case Casting::Exact:
            return CastDock::tr(
                "Any types, as long as no selected value changes; else Apply is refused.");
        case Casting::Safe:
            return CastDock::tr("NumPy's “safe”: only types that hold the source's.");
        case Casting::SameKind:
            return CastDock::tr("NumPy's “same_kind”: also to smaller types of the same kind.");
        case Casting::Unsafe:
            return CastDock::tr("Any types; values that don't fit are changed as shown above.");
    }
    return {};
}
}  // namespace

CastDock::CastDock(session::Document& document, QAction& map, QWidget* parent)
    : QDockWidget(tr("Cast"), parent),
      m_document(document),
      m_map(map),
      m_state(words()),
      m_kindRows(new QWidget),
      m_toggle(new QCheckBox(tr("Show the cast map"))),
      m_choiceRows(new QWidget),
      m_dtypes(new DTypePanel),
      m_refresh(*this, [this] { refresh(); }) {
    setObjectName(QStringLiteral("CastDock"));
    addKinds(*gridOf(*m_kindRows));
    addChoices(*gridOf(*m_choiceRows));
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* list = new QWidget;
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(2, 0, 2, 0);
    rows->setSpacing(10);
    rows->addWidget(m_state);
    rows->addWidget(m_kindRows);
    rows->addWidget(m_toggle, 0, Qt::AlignLeft);
    rows->addWidget(m_choiceRows);
    rows->addWidget(m_dtypes);
    rows->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(list);
    makeColumn(*this)->addWidget(scroll, 1);

    connect(m_toggle, &QCheckBox::clicked, &map, &QAction::trigger);
    connect(&map, &QAction::changed, this, &CastDock::showMap);
    const auto again = [this] { m_refresh.afterRest(kRest); };
    connect(&document, &session::Document::layersChanged, this, [this, again] {
        m_look = {};  // its places are of other arrays
        again();
    });
    connect(&document, &session::Document::planChanged, this, again);
    connect(&document, &session::Document::planChanged, this, &CastDock::showChoices);
    connect(&document, &session::Document::historyChanged, this, again);
    connect(&document.jobs(), &session::Jobs::busyChanged, this, [this, again](bool busy) {
        m_choiceRows->setEnabled(!busy);
        m_dtypes->setEnabled(!busy);
        again();
    });
    connect(m_dtypes, &DTypePanel::dtypeWanted, this, &CastDock::changeDType);
    connect(m_dtypes, &DTypePanel::left, this, [this] {
        if (m_choiceRows->isVisibleTo(this)) {
            m_choices.front().button->setFocus(Qt::OtherFocusReason);
        }
    });
    showMap();
    showKinds();
    updateColours();
}

void CastDock::addKinds(QGridLayout& grid) {
    grid.setColumnStretch(1, 1);
    for (std::size_t kind = 0; kind < assign::kCastChanges; ++kind) {
        const auto change = static_cast<CastChange>(kind);
        Kind& row = m_kinds[kind];
        row = {new QLabel, words(), new QLabel, new QPushButton};
        row.name->setText(kindName(change));
        row.example->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        row.example->setObjectName(QStringLiteral("example.") + fromCore(assign::name(change)));
        row.count->setObjectName(QStringLiteral("count.") + fromCore(assign::name(change)));
        row.count->setTextFormat(Qt::PlainText);
        row.count->setAlignment(Qt::AlignRight | Qt::AlignTop);
        for (QWidget* widget : {static_cast<QWidget*>(row.colour), static_cast<QWidget*>(row.name),
                                static_cast<QWidget*>(row.count)}) {
            widget->setToolTip(kindTip(change));
        }
        const int line = 2 * static_cast<int>(kind);
        grid.addWidget(row.colour, line, 0);
        grid.addWidget(row.name, line, 1);
        grid.addWidget(row.count, line, 2);
        grid.addWidget(row.example, line + 1, 1, 1, 2);
        connect(row.example, &QPushButton::clicked, this, [this, change] { goTo(change); });
    }
}

void CastDock::addChoices(QGridLayout& grid) {
    grid.setColumnStretch(1, 1);
    auto* title = words();
    title->setText(tr("Casting, and what it does here:"));
    grid.addWidget(title, 0, 0, 1, 2);
    for (std::size_t i = 0; i < kCastings.size(); ++i) {
        const Casting casting = kCastings[i];
        Choice& row = m_choices[i];
        row = {casting, new QRadioButton(fromCore(assign::name(casting))), words()};
        row.button->setObjectName(QStringLiteral("casting.") + fromCore(assign::name(casting)));
        row.button->setToolTip(castingTip(casting));
        row.words->setToolTip(castingTip(casting));
        const int line = static_cast<int>(i) + 1;
        grid.addWidget(row.button, line, 0, Qt::AlignTop);
        grid.addWidget(row.words, line, 1);
        connect(row.button, &QRadioButton::clicked, this, [this, casting] {
            m_document.setCasting(casting);
            showChoices();
        });
    }
}

QString CastDock::state() const { return m_state->text(); }

void CastDock::refresh() {
    if (m_document.inStroke() || m_document.busy()) {
        return;  // the end of it asks again
    }
    // Counts no more than holds up no hand.
    m_look = session::lookAtCast(m_document, PlanPresenter::kMostChecked);
    m_state->setText(stateWords());
    showKinds();
    showChoices();
    showMap();
    m_dtypes->setOffers(session::dtypeOffers(m_document, PlanPresenter::kMostChecked), m_document);
}

QString CastDock::stateWords() const {
    const bool fillFails = m_document.mode() == assign::Mode::Fill &&
                           m_document.has(LayerId::Destination) && m_document.plan() == nullptr;
    if (const QString none = noLossWords(m_document); !none.isEmpty()) {
        return fillFails ? m_document.problem() : none;
    }
    const QString types = QStringLiteral("%1 → %2").arg(
        fromCore(array::name(m_document.dtype(LayerId::Source))),
        fromCore(array::name(m_document.dtype(LayerId::Destination))));
    if (!m_look.plan) {
        return m_document.problem();
    }
    const std::int64_t selected = m_document.selectedElements().value_or(0);
    if (m_look.refused) {
        const QString refused = tr("%1: refused by the dtypes under %2.")
                                    .arg(types, fromCore(assign::name(m_document.casting())));
        if (!m_look.report) {
            return refused;
        }
        return refused + u' ' +
               (m_look.report->total == 0
                    ? tr("Under unsafe none of the %L1 selected values would change.").arg(selected)
                    : tr("Under unsafe %L1 of %L2 selected values would change:")
                          .arg(m_look.report->total)
                          .arg(selected));
    }
    if (!m_look.report) {
        return tr("%1: too many values are selected (%L2) to look at each; the map looks at those "
                  "that are seen, and frisket-cli plan counts all.")
            .arg(types)
            .arg(selected);
    }
    if (m_look.report->total == 0) {
        return tr("%1: none of the %L2 selected values changes.").arg(types).arg(selected);
    }
    const QString what =
        m_document.casting() == Casting::Exact
            ? tr("%1: %L2 of %L3 selected values don't fit; Apply will refuse.")
            : tr("%1: %L2 of %L3 selected values don't fit; Apply will change them.");
    return what.arg(types).arg(m_look.report->total).arg(selected);
}

void CastDock::showKinds() {
    const std::optional<assign::AssignPlan>& plan = m_look.plan;
    const std::optional<assign::CastReport>& report = m_look.report;
    m_kindRows->setVisible(plan.has_value());
    if (!plan) {
        return;
    }
    const auto possible = assign::possibleChanges(plan->sourceType(), plan->destinationType());
    for (std::size_t kind = 0; kind < assign::kCastChanges; ++kind) {
        const Kind& row = m_kinds[kind];
        const bool hasExample = report && report->examples[kind].place >= 0;
        row.colour->setVisible(possible[kind]);
        row.name->setVisible(possible[kind]);
        row.count->setVisible(possible[kind]);
        row.count->setText(report ? tr("%L1").arg(report->counts[kind]) : QStringLiteral("–"));
        if (!hasExample && row.example->hasFocus()) {
            m_toggle->setFocus(Qt::OtherFocusReason);
        }
        row.example->setVisible(hasExample);
        if (hasExample) {
            const assign::CastExample& example = report->examples[kind];
            row.example->setText(
                tr("%1 at %2")
                    .arg(exampleWords(example), fromCore(assign::indexText(*plan, example.place))));
            row.example->setToolTip(
                tr("%1\nThe first in the array; a click goes there.").arg(row.example->text()));
        }
    }
}

void CastDock::showChoices() {
    const bool both = m_document.has(LayerId::Destination) && m_document.has(LayerId::Source) &&
                      m_document.mode() != assign::Mode::Fill;
    m_choiceRows->setVisible(both);
    for (const Choice& row : m_choices) {
        row.button->setChecked(row.casting == m_document.casting());
        if (both) {
            const QString text = castingWords(row.casting, m_document.dtype(LayerId::Source),
                                              m_document.dtype(LayerId::Destination),
                                              m_look.report ? &*m_look.report : nullptr);
            row.words->setText(text);
            row.button->setAccessibleName(tr("%1: %2").arg(row.button->text(), text));
        }
    }
}

void CastDock::showMap() {
    m_toggle->setChecked(m_map.isChecked());
    m_toggle->setEnabled(m_map.isEnabled());
    m_toggle->setToolTip(m_map.toolTip());
}

void CastDock::goTo(CastChange change) {
    const auto kind = static_cast<std::size_t>(change);
    const std::optional<assign::AssignPlan>& plan = m_look.plan;
    const std::optional<assign::CastReport>& report = m_look.report;
    if (!plan || !report || report->examples[kind].place < 0) {
        return;
    }
    session::GoTo place;
    place.index = array::unravel(report->examples[kind].place, plan->shape());
    const session::ShownPlane& shown = m_document.shownPlane();
    place.pixel = session::GoTo::Pixel{shown.axisX < 0 ? 0 : place.index[shown.axisX],
                                       shown.axisY < 0 ? 0 : place.index[shown.axisY]};
    emit placeWanted(place);
}

void CastDock::changeDType(array::DType dtype) {
    if (const base::Status changed = m_document.changeDType(dtype); !changed) {
        session::report(m_document, changed.error());
    }
}

void CastDock::updateColours() {
    for (std::size_t kind = 0; kind < assign::kCastChanges; ++kind) {
        const QColor colour =
            session::qColorOf(labels::opaque(CastMap::colour(static_cast<CastChange>(kind))));
        m_kinds[kind].colour->setPixmap(
            swatch(colour, palette(), devicePixelRatioF()).pixmap(kSwatchSide, kSwatchSide));
    }
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, quietText(palette()));
    for (const Choice& row : m_choices) {
        row.words->setPalette(quiet);
    }
    m_dtypes->setQuiet(quiet);
}

void CastDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        updateColours();
    }
    QDockWidget::changeEvent(event);
}

}  // namespace frisket::ui
