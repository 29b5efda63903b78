// SPDX-License-Identifier: MIT
#include "ui/docks/labels_dock.h"

#include <QApplication>
#include <QColorDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/dock_column.h"
#include "ui/docks/elided_label.h"
#include "ui/docks/labels_model.h"
#include "ui/docks/swatch.h"
#include "ui/icons.h"
#include "ui/session/layer_colours.h"

namespace frisket::ui {

namespace {
using session::LayerId;

constexpr int kRestMilliseconds = 300;
constexpr int kWatchMilliseconds = 100;
constexpr int kEyeWidth = 30;
}  // namespace

LabelsDock::LabelsDock(session::Document& document, session::LayerStyles& styles, QWidget* parent)
    : QDockWidget(tr("Labels"), parent),
      m_document(document),
      m_styles(styles),
      m_looks(styles.labels()),
      m_survey(document),
      m_model(new LabelsModel(m_looks, m_survey, document, this)),
      m_filtered(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit),
      m_table(new QTableView),
      m_showAll(new QPushButton(tr("Show all"))),
      m_only(new QPushButton(tr("Show only"))),
      m_reset(new QPushButton(tr("Reset"))),
      m_previous(new QToolButton),
      m_next(new QToolButton),
      m_state(new ElidedLabel),
      m_progress(new QProgressBar),
      m_count(new QPushButton),
      m_refresh(*this, [this] { refresh(); }) {
    setObjectName(QStringLiteral("LabelsDock"));
    QVBoxLayout* column = makeColumn(*this);
    m_filter->setPlaceholderText(tr("Filter by number or name"));
    m_filter->setAccessibleName(tr("Filter labels"));
    m_filter->setClearButtonEnabled(true);
    buildTable();
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addWidget(buildButtons());
    auto* counting = new QHBoxLayout;
    counting->setSpacing(8);
    counting->addWidget(m_state, 1);
    counting->addWidget(m_progress, 1);
    counting->addWidget(m_count);
    column->addLayout(counting);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(12);
    m_progress->setAccessibleName(tr("Progress of the count"));

    m_watch.setInterval(kWatchMilliseconds);
    connect(&m_watch, &QTimer::timeout, this, &LabelsDock::showState);
    connect(&document, &session::Document::layersChanged, this, &LabelsDock::refreshLater);
    connect(&document, &session::Document::historyChanged, this, &LabelsDock::refreshLater);
    connect(&styles, &session::LayerStyles::styleChanged, this, &LabelsDock::showColours);
    connect(&m_looks, &session::LabelLooks::changed, this, &LabelsDock::showState);
    connect(&document.jobs(), &session::Jobs::busyChanged, this, &LabelsDock::showState);
    connect(&m_survey, &session::LabelSurvey::changed, this, &LabelsDock::showState);
    connect(&m_survey, &session::LabelSurvey::countEnded, this, [this](const QString& problem) {
        refreshLater();
        showState();
        if (!problem.isEmpty()) {
            m_state->setText(problem);
        }
    });
    connect(m_filter, &QLineEdit::textChanged, m_filtered,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_count, &QPushButton::clicked, this, &LabelsDock::countClicked);
    m_model->setPalette(palette(), devicePixelRatioF());
    setIcons();
    showState();
}

void LabelsDock::buildTable() {
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(LabelsModel::kFilterRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_filtered);
    m_table->setAccessibleName(tr("Labels"));
    listRows(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView* header = m_table->horizontalHeader();
    header->setMinimumSectionSize(kEyeWidth);
    // Of some rows only, or ten thousand would be measured at each change.
    header->setResizeContentsPrecision(100);
    header->setSectionResizeMode(LabelsModel::Shown, QHeaderView::Fixed);
    header->resizeSection(LabelsModel::Shown, kEyeWidth);
    header->setSectionResizeMode(LabelsModel::Locked, QHeaderView::Fixed);
    header->resizeSection(LabelsModel::Locked, kEyeWidth);
    header->setSectionResizeMode(LabelsModel::Name, QHeaderView::Stretch);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::clicked, this, &LabelsDock::cellClicked);
    connect(m_table, &QTableView::customContextMenuRequested, this, &LabelsDock::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LabelsDock::showState);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) {
                if (row.isValid()) {
                    emit labelChosen(row.data(LabelsModel::kLabelRole).toLongLong());
                }
            });
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() != LabelsModel::Name && index.column() != LabelsModel::Shown) {
            emit paintWanted(index.data(LabelsModel::kLabelRole).toLongLong());
        }
    });
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &LabelsDock::showState);
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &LabelsDock::listed);
}

QWidget* LabelsDock::buildButtons() {
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_showAll->setToolTip(tr("Show all labels"));
    m_only->setToolTip(tr("Hide all labels but the chosen one; or Alt+click its eye"));
    m_reset->setToolTip(tr("Forget the chosen label's name, colour and visibility"));
    for (QPushButton* button : {m_showAll, m_only, m_reset}) {
        row->addWidget(button);
    }
    m_previous->setToolTip(tr("Go to the previous instance of the chosen label (Shift+N)"));
    m_previous->setAccessibleName(tr("Previous instance"));
    m_next->setToolTip(tr("Go to the next instance of the chosen label (N)"));
    m_next->setAccessibleName(tr("Next instance"));
    for (QToolButton* button : {m_previous, m_next}) {
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
    }
    connect(m_previous, &QToolButton::clicked, this, [this] { wantInstance(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { wantInstance(true); });
    connect(m_showAll, &QPushButton::clicked, this,
            [this] { m_looks.edit([](labels::LabelTable& table) { table.showAll(); }); });
    connect(m_only, &QPushButton::clicked, this, [this] {
        editCurrent([](labels::LabelTable& table, std::int64_t label) { table.showOnly(label); });
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        editCurrent([](labels::LabelTable& table, std::int64_t label) { table.reset(label); });
    });
    return buttons;
}

void LabelsDock::refreshLater() {
    if (!m_survey.isCurrent()) {
        m_refresh.afterRest(kRestMilliseconds);
    }
}

void LabelsDock::refresh() {
    if (m_document.inStroke() || m_document.busy()) {
        m_refresh.afterRest(kRestMilliseconds);
        return;
    }
    m_model->setDType(m_document.has(LayerId::Destination) ? m_document.dtype(LayerId::Destination)
                                                           : array::DType::I64);
    showColours();
    if (!m_survey.isCounting()) {
        m_survey.sample();
    }
}

void LabelsDock::showColours() {
    m_model->setColours(
        session::schemeColours(m_document, LayerId::Result, m_styles.style(LayerId::Result)));
}

void LabelsDock::showState() {
    const bool counting = m_survey.isCounting();
    const auto& destination = m_survey.destination();
    const auto& source = m_survey.source();
    const bool sampled = destination.isSampled || source.isSampled;
    m_only->setEnabled(currentLabel().has_value());
    m_reset->setEnabled(currentLabel().has_value());
    m_previous->setEnabled(currentLabel().has_value() && !m_document.busy());
    m_next->setEnabled(currentLabel().has_value() && !m_document.busy());
    m_showAll->setEnabled(m_looks.table().hidesAny());
    m_count->setVisible(counting || sampled);
    m_count->setEnabled(counting || !m_document.busy());
    m_count->setText(counting ? tr("Cancel") : tr("Count all"));
    m_count->setToolTip(counting ? tr("Stop counting")
                                 : tr("Count every pixel, in the background"));
    m_progress->setVisible(counting);
    m_progress->setValue(static_cast<int>(1000 * m_survey.progress()));
    m_state->setVisible(!counting);
    if (!counting) {
        m_watch.stop();
    }
    QStringList parts;
    if (!destination.isThere) {
        parts << tr("Open a destination to see its labels");
    } else if (!destination.hasLabels && !source.hasLabels) {
        parts << tr("Floats have no labels");
    } else {
        const int labels = m_model->rowCount();
        parts << (labels == 1 ? tr("1 label") : tr("%L1 labels").arg(labels));
    }
    if (sampled) {
        parts << tr("sampled");
    } else if (!destination.isComplete || !source.isComplete) {
        parts << tr("the %L1 most frequent").arg(session::LabelSurvey::kMostLabels);
    }
    if (m_looks.table().hidesAny()) {
        parts << tr("some hidden");
    }
    m_state->setText(parts.join(QStringLiteral(" · ")));
    m_state->setToolTip(sampled ? tr("Only some million pixels of each mask were looked at: "
                                     "counts are estimates, and rare labels may be missing.")
                                : QString());
}

void LabelsDock::countClicked() {
    if (m_survey.isCounting()) {
        m_survey.cancel();
    } else {
        m_survey.countAll();
        m_watch.start();
    }
    showState();
}

std::optional<std::int64_t> LabelsDock::currentLabel() const {
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    return chosen.isEmpty() ? std::nullopt
                            : std::optional(static_cast<std::int64_t>(
                                  chosen.first().data(LabelsModel::kLabelRole).toLongLong()));
}

std::optional<std::int64_t> LabelsDock::chosenLabel() const {
    // Behind another tab nothing tells a person what is chosen.
    return m_refresh.isSeen() ? currentLabel() : std::nullopt;
}

void LabelsDock::choose(std::int64_t label) {
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        const QModelIndex index = m_filtered->index(row, LabelsModel::Value);
        if (index.data(LabelsModel::kLabelRole).toLongLong() == label) {
            if (currentLabel() != label) {
                m_table->setCurrentIndex(index);
            }
            return;
        }
    }
}

void LabelsDock::wantInstance(bool forward) {
    if (const auto label = currentLabel()) {
        emit instanceWanted(*label, forward);
    }
}

void LabelsDock::setIcons() {
    m_previous->setIcon(icon(QStringLiteral("previous"), palette()));
    m_next->setIcon(icon(QStringLiteral("next"), palette()));
}

void LabelsDock::toggle(std::int64_t label) {
    m_looks.edit(
        [label](labels::LabelTable& table) { table.setShown(label, !table.isShown(label)); });
}

template <class Change>
void LabelsDock::editLocks(Change&& change) {
    session::PaintLimits limits = m_document.limits();
    change(limits.locks);
    m_document.setLimits(limits);
}

void LabelsDock::toggleLock(std::int64_t label) {
    editLocks(
        [label](session::LabelLocks& locks) { locks.setLocked(label, !locks.isLocked(label)); });
}

void LabelsDock::lockAllBut(std::int64_t label) {
    editLocks([label](session::LabelLocks& locks) { locks.lockAllBut(label); });
}

void LabelsDock::cellClicked(const QModelIndex& index) {
    const auto label = static_cast<std::int64_t>(index.data(LabelsModel::kLabelRole).toLongLong());
    if (index.column() == LabelsModel::Shown) {
        if (QApplication::keyboardModifiers().testFlag(Qt::AltModifier)) {
            m_looks.edit([label](labels::LabelTable& table) { table.showOnly(label); });
        } else {
            toggle(label);
        }
    } else if (index.column() == LabelsModel::Locked) {
        if (QApplication::keyboardModifiers().testFlag(Qt::AltModifier)) {
            lockAllBut(label);
        } else {
            toggleLock(label);
        }
    } else if (index.column() == LabelsModel::Value) {
        const QRect cell = m_table->visualRect(index);
        const int x = m_table->viewport()->mapFromGlobal(QCursor::pos()).x() - cell.left();
        if (x < kSwatchSide + 10) {
            chooseColour(label);
        }
    }
}

void LabelsDock::chooseColour(std::int64_t label) {
    const QColor chosen = QColorDialog::getColor(
        m_model->colourOf(label), this, tr("Colour of label %1").arg(m_model->text(label)));
    if (chosen.isValid()) {
        m_looks.edit(
            [&](labels::LabelTable& table) { table.setColour(label, session::rgbOf(chosen)); });
    }
}

void LabelsDock::showMenu(QPoint place) {
    const auto label = currentLabel();
    if (!label) {
        return;
    }
    QMenu menu(this);
    emit menuFilled(menu, *label);
    menu.addSeparator();
    const bool shown = m_looks.table().isShown(*label);
    connect(menu.addAction(shown ? tr("&Hide") : tr("&Show")), &QAction::triggered, this,
            [this, label] { toggle(*label); });
    connect(menu.addAction(tr("Show &only this")), &QAction::triggered, m_only,
            &QPushButton::click);
    connect(menu.addAction(tr("Show &all")), &QAction::triggered, m_showAll, &QPushButton::click);
    menu.addSeparator();
    const session::LabelLocks& locks = m_document.limits().locks;
    connect(menu.addAction(locks.isLocked(*label) ? tr("Un&protect") : tr("&Protect")),
            &QAction::triggered, this, [this, label] { toggleLock(*label); });
    connect(menu.addAction(tr("Protect all o&thers")), &QAction::triggered, this,
            [this, label] { lockAllBut(*label); });
    QAction* unlock = menu.addAction(tr("&Unprotect all"));
    unlock->setEnabled(locks.any());
    connect(unlock, &QAction::triggered, this,
            [this] { editLocks([](session::LabelLocks& all) { all = {}; }); });
    menu.addSeparator();
    connect(menu.addAction(tr("&Find next")), &QAction::triggered, this,
            [this] { wantInstance(true); });
    connect(menu.addAction(tr("Find &previous")), &QAction::triggered, this,
            [this] { wantInstance(false); });
    menu.addSeparator();
    connect(menu.addAction(tr("&Colour…")), &QAction::triggered, this,
            [this, label] { chooseColour(*label); });
    connect(menu.addAction(tr("&Name…")), &QAction::triggered, this,
            [this] { m_table->edit(m_table->currentIndex().siblingAtColumn(LabelsModel::Name)); });
    connect(menu.addAction(tr("&Reset")), &QAction::triggered, m_reset, &QPushButton::click);
    menu.exec(m_table->viewport()->mapToGlobal(place));
}

bool LabelsDock::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto label = currentLabel();
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (label && key.key() == Qt::Key_Space) {
            key.modifiers().testFlag(Qt::ShiftModifier) ? toggleLock(*label) : toggle(*label);
            return true;
        }
        if (label && (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter)) {
            chooseColour(*label);
            return true;
        }
        if (label && key.key() == Qt::Key_F2) {
            m_table->edit(m_table->currentIndex().siblingAtColumn(LabelsModel::Name));
            return true;
        }
    }
    return QDockWidget::eventFilter(watched, event);
}

void LabelsDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        m_model->setPalette(palette(), devicePixelRatioF());
        setIcons();
    }
    QDockWidget::changeEvent(event);
}

}  // namespace frisket::ui
