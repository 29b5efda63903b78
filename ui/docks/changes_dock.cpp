// SPDX-License-Identifier: MIT
#include "ui/docks/changes_dock.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/change_totals.h"
#include "ui/docks/change_words.h"
#include "ui/docks/dock_column.h"
#include "ui/docks/elided_label.h"
#include "ui/docks/scores_model.h"
#include "ui/docks/transitions_model.h"
#include "ui/session/joining.h"
#include "ui/session/layer_colours.h"
#include "ui/session/transition_search.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::LayerId;

/// Tables are drawn anew so many milliseconds after a change at most: numbers that change faster
/// can't be read, and a stroke has better things to do.
constexpr int kShowMilliseconds = 150;

QLabel* makeNote() {
    auto* note = new QLabel;
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setMinimumWidth(1);
    return note;
}

/// `widest` is the longest text of the columns but the first ones, `labels`, which share the rest.
void listLabels(QTableView& table, int labels, const QStringList& widest, int column,
                Qt::SortOrder order) {
    listRows(table);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setSortingEnabled(true);
    table.sortByColumn(column, order);
    QHeaderView* header = table.horizontalHeader();
    // Not by the contents: to measure them takes longer than a stroke's event.
    constexpr int kMargins = 16;
    for (int section = 0; section < labels; ++section) {
        header->setSectionResizeMode(section, QHeaderView::Stretch);
    }
    for (int i = 0; i < widest.size(); ++i) {
        header->setSectionResizeMode(labels + i, QHeaderView::Fixed);
        header->resizeSection(labels + i,
                              table.fontMetrics().horizontalAdvance(widest[i]) + kMargins);
    }
}
}  // namespace

ChangesDock::ChangesDock(session::Document& document, session::LayerStyles& styles,
                         QAction& previous, QAction& next, QWidget* parent)
    : QDockWidget(tr("Changes"), parent),
      m_document(document),
      m_styles(styles),
      m_survey(document),
      m_transitions(new TransitionsModel(styles.labels(), this)),
      m_scores(new ScoresModel(styles.labels(), this)),
      m_state(new ElidedLabel),
      m_totals(new ChangeTotalsView),
      m_tabs(new QTabWidget),
      m_unchanged(new QCheckBox(tr("Show unchanged"))),
      m_table(new QTableView),
      m_note(makeNote()),
      m_show(new QPushButton(tr("Show"))),
      m_keep(new QPushButton(tr("Keep only"))),
      m_drop(new QPushButton(tr("Drop"))),
      m_previous(new QToolButton),
      m_next(new QToolButton),
      m_scoreTable(new QTableView),
      m_scoreNote(makeNote()),
      m_refresh(*this, [this] { refresh(); }) {
    setObjectName(QStringLiteral("ChangesDock"));
    m_previous->setDefaultAction(&previous);
    m_next->setDefaultAction(&next);
    for (QToolButton* button : {m_previous, m_next}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAutoRaise(true);
    }
    QVBoxLayout* column = makeColumn(*this);
    auto* top = new QHBoxLayout;
    top->setSpacing(4);
    top->addWidget(m_state, 1);
    top->addWidget(m_previous);
    top->addWidget(m_next);
    column->addLayout(top);
    column->addWidget(m_totals);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildTransitions(), tr("Labels"));
    m_tabs->addTab(buildScores(), tr("IoU and Dice"));
    m_tabs->setTabToolTip(0, tr("Which label becomes which where the condition is true"));
    m_tabs->setTabToolTip(1, tr("How far the labels agree with the source, before and after"));
    column->addWidget(m_tabs, 1);
    connectParts();
    changeEvent(nullptr);
    refresh();
}

QWidget* ChangesDock::buildTransitions() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(6);
    m_table->setModel(m_transitions);
    m_table->setAccessibleName(tr("Labels before and after"));
    m_table->setAccessibleDescription(tr("Space points the pixels out on the canvas"));
    listLabels(*m_table, 2, {countWords(100'000'000), tr("Percent") + QStringLiteral(" v")},
               TransitionsModel::Pixels, Qt::DescendingOrder);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    m_show->setToolTip(
        tr("Point out on the canvas the pixels that become this from that; again ends it"));
    m_keep->setToolTip(tr("Take all other pixels of this slice out of the condition"));
    m_drop->setToolTip(tr("Take these pixels out of the condition: they stay as they are"));
    for (QPushButton* button : {m_show, m_keep, m_drop}) {
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    m_unchanged->setToolTip(tr("List also what is selected and has its new value already"));
    column->addWidget(m_unchanged);
    return page;
}

QWidget* ChangesDock::buildScores() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(6);
    m_scoreTable->setModel(m_scores);
    m_scoreTable->setAccessibleName(tr("Agreement of labels with the source"));
    const QString score = QStringLiteral("→ Dice v");
    listLabels(*m_scoreTable, 1, {score, score, score, score}, ScoresModel::Label,
               Qt::AscendingOrder);
    column->addWidget(m_scoreNote);
    column->addWidget(m_scoreTable, 1);
    return page;
}

void ChangesDock::connectParts() {
    connect(&m_survey, &session::ChangeSurvey::changed, this, [this] {
        if (m_survey.isBusy() || m_document.inStroke()) {
            m_refresh.within(kShowMilliseconds);
        } else {
            m_refresh.soon();
        }
    });
    connect(&m_survey, &session::ChangeSurvey::marksChanged, this, &ChangesDock::marksChanged);
    connect(&m_document.jobs(), &session::Jobs::busyChanged, this, &ChangesDock::showButtons);
    connect(&m_document, &session::Document::historyChanged, this, [this] { m_refresh.soon(); });
    connect(&m_styles, &session::LayerStyles::styleChanged, this, &ChangesDock::showColours);
    connect(&m_styles.labels(), &session::LabelLooks::changed, this, &ChangesDock::showColours);
    connect(&m_document, &session::Document::layersChanged, this, &ChangesDock::showColours);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        if (!visible) {
            m_survey.setMarked(std::nullopt);
        }
        m_survey.setWanted(visible);
        showColours();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this,
            [this](int tab) { m_survey.setScored(tab == 1); });
    connect(m_unchanged, &QCheckBox::toggled, this, [this](bool shown) {
        m_transitions->setUnchangedShown(shown);
        refresh();
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        choose(m_transitions->pairAt(index.row()));
        toggleMarked();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid()) {
                    choose(m_transitions->pairAt(index.row()));
                }
            });
    connect(m_table, &QTableView::customContextMenuRequested, this, &ChangesDock::showMenu);
    connect(m_transitions, &QAbstractItemModel::layoutChanged, this, [this] { choose(m_chosen); });
    connect(m_show, &QPushButton::clicked, this, &ChangesDock::toggleMarked);
    connect(m_keep, &QPushButton::clicked, this, [this] { reduce(true); });
    connect(m_drop, &QPushButton::clicked, this, [this] { reduce(false); });
}

QString ChangesDock::state() const { return m_state->text(); }

std::optional<ChangesDock::Pair> ChangesDock::chosen() const { return m_chosen; }

void ChangesDock::refresh() {
    const session::ChangeSurvey::Answer answer = m_survey.answer();
    m_state->setText(stateWords(answer));
    m_totals->setTotals(answer.counts.totals, answer.pixels);
    m_transitions->show(answer);
    const auto chosen = m_chosen;
    choose(chosen);
    QString note;
    if (answer.hasPlan && !answer.counts.isComplete) {
        note = array::isFloat(answer.dtype)
                   ? tr("Floats have no labels: only the totals are counted.")
                   : tr("There are more than %L1 different pairs of labels: only the totals are "
                        "counted.")
                         .arg(measure::Transitions::kMostPairs);
    } else if (!answer.hasPlan) {
        note = answer.problem.isEmpty() ? QString()
                                        : tr("Here is listed which label becomes which, as soon as "
                                             "there is an assignment to show.");
    } else if (answer.counts.totals.all() == 0) {
        note = tr("Paint the condition: here is listed which label becomes which.");
    } else if (m_transitions->rowCount() == 0) {
        note = tr("No label changes. “Show unchanged” lists what is selected.");
    } else if (m_transitions->leftOut() > 0) {
        note = tr("The %L1 pairs with the most pixels of %L2.")
                   .arg(TransitionsModel::kMostRows)
                   .arg(static_cast<std::size_t>(m_transitions->rowCount()) +
                        m_transitions->leftOut());
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    showScores(answer);
    showButtons();
}

void ChangesDock::showScores(const session::ChangeSurvey::Answer& answer) {
    if (answer.scoreIsLate) {  // what is shown stays until then
        m_scoreNote->setText(tr("Reference: the source\nCompares again when edits rest"));
        return;
    }
    m_scores->show(answer);
    const auto mean = [this](ScoresModel::Column before, ScoresModel::Column after) {
        return tr("%1 → %2").arg(scoreWords(m_scores->mean(before).value_or(0)),
                                 scoreWords(m_scores->mean(after).value_or(0)));
    };
    QString note = answer.hasPlan ? answer.scoreProblem
                                  : tr("Labels are compared with the source as soon as there is an "
                                       "assignment to show.");
    if (answer.score) {
        note = tr("Reference: the source\nMean IoU %1 · Dice %2")
                   .arg(mean(ScoresModel::IouBefore, ScoresModel::IouAfter),
                        mean(ScoresModel::DiceBefore, ScoresModel::DiceAfter));
    }
    if (m_scores->leftOut() > 0) {
        note += u'\n' + tr("The %L1 labels with the most pixels of %L2.")
                            .arg(ScoresModel::kMostRows)
                            .arg(ScoresModel::kMostRows + m_scores->leftOut());
    }
    m_scoreNote->setText(note);
}

void ChangesDock::showColours() {
    if (!m_refresh.isSeen()) {
        return;
    }
    labels::LabelColours colours =
        session::schemeColours(m_document, LayerId::Result, m_styles.style(LayerId::Result))
            .with(m_styles.labels().table());
    m_scores->setColours(colours);
    m_transitions->setColours(std::move(colours));
}

void ChangesDock::showButtons() {
    const bool usable = m_chosen && m_transitions->rowOf(*m_chosen) >= 0 && !m_document.busy();
    m_show->setEnabled(usable || m_survey.marked());
    const auto& marked = m_survey.marked();
    m_show->setText(marked && (!m_chosen || marked == m_chosen) ? tr("Hide") : tr("Show"));
    m_keep->setEnabled(usable && m_document.canPaint(session::PaintInto::Condition));
    m_drop->setEnabled(m_keep->isEnabled());
}

void ChangesDock::choose(const std::optional<Pair>& pair) {
    m_chosen = pair;
    const int row = pair ? m_transitions->rowOf(*pair) : -1;
    const QSignalBlocker quiet(m_table->selectionModel());
    if (row < 0) {
        m_table->selectionModel()->clear();
    } else if (m_table->currentIndex().row() != row || !m_table->selectionModel()->hasSelection()) {
        m_table->selectionModel()->setCurrentIndex(
            m_transitions->index(row, 0),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    m_table->viewport()->update();
    showButtons();
}

void ChangesDock::toggleMarked() {
    m_survey.setMarked(m_survey.marked() == m_chosen ? std::nullopt : m_chosen);
    showButtons();
}

void ChangesDock::reduce(bool keep) {
    if (!m_chosen || m_document.busy()) {
        return;
    }
    const QString words = m_transitions->words(*m_chosen);
    const auto found = session::findTransition(m_document, *m_chosen);
    session::joinFound(m_document, found, keep ? session::Join::Intersect : session::Join::Subtract,
                       keep ? tr("Keep %1").arg(words) : tr("Drop %1").arg(words),
                       session::PaintInto::Condition);
}

void ChangesDock::showMenu(QPoint place) {
    if (!m_chosen) {
        return;
    }
    QMenu menu(this);
    QAction* show = menu.addAction(tr("&Show on the canvas"));
    show->setCheckable(true);
    show->setChecked(m_survey.marked() == m_chosen);
    connect(show, &QAction::triggered, this, &ChangesDock::toggleMarked);
    menu.addSeparator();
    QAction* keep = menu.addAction(tr("&Keep only these"));
    QAction* drop = menu.addAction(tr("&Drop these from the condition"));
    keep->setEnabled(m_keep->isEnabled());
    drop->setEnabled(m_drop->isEnabled());
    connect(keep, &QAction::triggered, m_keep, &QPushButton::click);
    connect(drop, &QAction::triggered, m_drop, &QPushButton::click);
    menu.exec(m_table->viewport()->mapToGlobal(place));
}

bool ChangesDock::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress && m_chosen) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
            case Qt::Key_Space:
            case Qt::Key_Return:
            case Qt::Key_Enter:
                toggleMarked();
                return true;
            case Qt::Key_Delete:
                reduce(false);
                return true;
            default:
                break;
        }
    }
    return QDockWidget::eventFilter(watched, event);
}

void ChangesDock::changeEvent(QEvent* event) {
    if (event == nullptr || event->type() == QEvent::PaletteChange) {
        m_transitions->setPalette(palette(), devicePixelRatioF());
        m_scores->setPalette(palette(), devicePixelRatioF());
        QPalette quiet = palette();
        quiet.setColor(QPalette::WindowText, quietText(palette()));
        m_note->setPalette(quiet);
        m_scoreNote->setPalette(quiet);
    }
    if (event != nullptr) {
        QDockWidget::changeEvent(event);
    }
}

}  // namespace frisket::ui
