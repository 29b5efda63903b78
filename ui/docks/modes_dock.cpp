// SPDX-License-Identifier: MIT
#include "ui/docks/modes_dock.h"

#include <algorithm>

#include <QAction>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/docks/dock_column.h"
#include "ui/docks/elided_label.h"
#include "ui/docks/mode_picture.h"
#include "ui/docks/order_panel.h"
#include "ui/mode_words.h"
#include "ui/session/core_text.h"
#include "ui/session/reporting.h"

namespace frisket::ui {

namespace {
using assign::Mode;
using session::indexOf;

QString elements(std::int64_t count) {
    return count == 1 ? ModesDock::tr("1 element") : ModesDock::tr("%L1 elements").arg(count);
}
}  // namespace

ModesDock::ModesDock(session::Document& document, const session::LayerStyles& styles,
                     QAction& order, QWidget* parent)
    : QDockWidget(tr("Modes"), parent),
      m_document(document),
      m_styles(styles),
      m_survey(document),
      m_state(new ElidedLabel),
      m_list(new QWidget),
      m_order(new OrderPanel(document, order)),
      m_refresh(*this, [this] { refresh(); }) {
    setObjectName(QStringLiteral("ModesDock"));
    auto* rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    for (const Mode mode : assign::kAllModes) {
        auto* row = new ModeRow(mode, m_list);
        m_rows[indexOf(mode)] = row;
        rows->addWidget(row);
        connect(row, &ModeRow::clicked, this, [this, mode] { choose(mode); });
        connect(row, &ModeRow::fixRequested, this, [this, mode] { fix(mode); });
        connect(row, &ModeRow::stepped, this, [this, mode](int step) {
            const auto last = static_cast<int>(session::kModes) - 1;
            const int next = std::clamp(static_cast<int>(mode) + step, 0, last);
            m_rows[static_cast<std::size_t>(next)]->setFocus(Qt::OtherFocusReason);
        });
    }
    rows->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_list);
    QVBoxLayout* column = makeColumn(*this);
    column->addWidget(m_state);
    column->addWidget(scroll, 1);
    column->addWidget(m_order);

    connect(&m_survey, &session::ModeSurvey::changed, &m_refresh, &RefreshWhenSeen::soon);
    m_refresh.followPixels(document);
    const auto recolour = [this] {
        m_shownPictures = -1;
        m_refresh.soon();
    };
    connect(&styles, &session::LayerStyles::styleChanged, this, recolour);
    connect(&styles.labels(), &session::LabelLooks::changed, this, recolour);
    connect(&document.jobs(), &session::Jobs::busyChanged, this,
            [this](bool busy) { m_list->setEnabled(!busy); });
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_survey.setPictureSize(kModePicture * devicePixelRatioF());
        m_survey.setWanted(visible);
    });
}

QString ModesDock::state() const { return m_state->text(); }

void ModesDock::refresh() {
    m_state->setText(stateWords());
    showRows();
    showPictures();
    m_order->refresh();
}

QString ModesDock::stateWords() const {
    if (m_document.destination() == nullptr) {
        return tr("Open a destination to begin");
    }
    if (!m_survey.problem().isEmpty()) {
        return m_survey.problem();
    }
    if (m_survey.isCurrent()) {
        return tr("Counted in all %1").arg(elements(m_document.destination()->count()));
    }
    const double progress = m_survey.progress();
    return progress > 0 ? tr("Counting… %1 %").arg(static_cast<int>(progress * 100))
                        : tr("Counting…");
}

ModeRow::Texts ModesDock::textsOf(Mode mode) const {
    ModeRow::Texts texts;
    const bool isPresent = mode == m_document.mode();
    texts.comparison = isPresent ? tr("present mode") : QString();
    const auto* choices = m_survey.choices();
    if (choices == nullptr) {
        return texts;
    }
    if (const auto supply = session::supplyFor(m_document, mode);
        supply && !(supply->byPosition && supply->wanted == supply->available)) {
        texts.supply = shortSupplyWords(*supply);
    }
    const session::ModeChoice& choice = (*choices)[indexOf(mode)];
    if (!choice.plan) {
        texts.problem = choice.problem;
        if (choice.fix) {
            texts.fix = session::fromCore(choice.fix->text);
            texts.fix[0] = texts.fix[0].toUpper();
            texts.fixTip = tr("%1, and choose this mode").arg(texts.fix);
        }
        return texts;
    }
    const auto* counts = m_survey.counts();
    if (counts == nullptr) {
        texts.counts = m_survey.problem().isEmpty() ? tr("counting…") : QString();
        return texts;
    }
    const std::int64_t changed = counts->changed[indexOf(mode)];
    texts.counts = changed == 0 ? tr("nothing would change") : tr("%L1 would change").arg(changed);
    if (const std::int64_t refused = counts->refused[indexOf(mode)]; refused > 0) {
        texts.counts =
            tr("%1; Apply refuses: %L2 don't fit exactly").arg(texts.counts).arg(refused);
        texts.warns = true;
    }
    const session::ModeChoice& present = (*choices)[indexOf(m_document.mode())];
    if (!isPresent && present.plan) {
        const std::int64_t different = counts->different[indexOf(mode)][indexOf(m_document.mode())];
        texts.comparison =
            different == 0
                ? tr("same result as %1").arg(session::fromCore(assign::name(m_document.mode())))
                : tr("differs in %L1").arg(different);
    }
    return texts;
}

void ModesDock::showRows() {
    for (ModeRow* row : m_rows) {
        const ModeRow::Texts texts = textsOf(row->mode());
        if (texts != row->texts()) {
            row->setTexts(texts);
        }
        row->setChecked(row->mode() == m_document.mode());
    }
}

void ModesDock::showPictures() {
    if (m_shownPictures == m_survey.pictureNumber()) {
        return;
    }
    m_shownPictures = m_survey.pictureNumber();
    for (ModeRow* row : m_rows) {
        row->setPicture(m_survey.pictures() != nullptr && m_document.destination() != nullptr
                            ? modePicture(m_document, m_styles, *m_survey.pictures(), row->mode(),
                                          devicePixelRatioF())
                            : QImage());
    }
}

void ModesDock::choose(Mode mode) {
    m_document.setMode(mode);
    refresh();
}

void ModesDock::fix(Mode mode) {
    // Not from within the button's event: a job turns the event loop.
    QMetaObject::invokeMethod(
        this,
        [this, mode] {
            const auto fix = session::choiceOf(m_document, mode).fix;
            if (!fix || m_document.busy() || m_document.inStroke()) {
                return;
            }
            m_document.setMode(mode);
            if (const base::Status done = m_document.applyFix(*fix); !done) {
                session::report(m_document, done.error());
            }
        },
        Qt::QueuedConnection);
}

}  // namespace frisket::ui
