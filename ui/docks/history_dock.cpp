// SPDX-License-Identifier: MIT
#include "ui/docks/history_dock.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/byte_words.h"
#include "ui/canvas/canvas.h"
#include "ui/docks/history_model.h"
#include "ui/docks/revert_panel.h"
#include "ui/theme.h"

namespace frisket::ui {

QString droppedWords(const edit::History& history) {
    return HistoryDock::tr(
               "Older steps were dropped to stay within %1; Edit > Preferences changes this.")
        .arg(byteWords(history.budget()));
}

HistoryDock::HistoryDock(session::Document& document, const session::LabelLooks& looks,
                         QWidget* parent)
    : QDockWidget(tr("History"), parent),
      m_document(document),
      m_comparison(new session::StateComparison(document,
                                                session::StateComparison::kRestMilliseconds, this)),
      m_model(new HistoryModel(document, this)),
      m_panel(new RevertPanel(document, *m_comparison, looks)) {
    setObjectName(QStringLiteral("HistoryDock"));
    auto* content = new QWidget(this);
    m_dropped = new QLabel(content);
    m_dropped->setTextFormat(Qt::PlainText);
    m_dropped->setWordWrap(true);
    m_dropped->setMinimumWidth(1);
    m_dropped->setMargin(6);
    m_list = new QTreeView(content);
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setUniformRowHeights(true);  // or every row would be measured
    m_list->setAllColumnsShowFocus(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Steps"));
    m_list->setAccessibleDescription(
        tr("Enter goes to the state after the step, Space compares with it"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView& header = *m_list->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(HistoryModel::Name, QHeaderView::Stretch);
    // Not by the contents, of which there may be thousands.
    header.setSectionResizeMode(HistoryModel::Bytes, QHeaderView::Fixed);
    header.resizeSection(HistoryModel::Bytes,
                         m_list->fontMetrics().horizontalAdvance(QStringLiteral("1,023 MB ")) + 16);
    header.setSectionsClickable(false);
    m_total = new QLabel(content);
    m_total->setTextFormat(Qt::PlainText);
    m_total->setMargin(6);
    m_total->setToolTip(
        tr("Memory that the steps hold, and how much they may; Edit > Preferences changes this"));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_dropped);
    column->addWidget(m_list, 1);
    column->addWidget(m_panel);
    column->addWidget(m_total);
    setWidget(content);

    m_list->installEventFilter(this);
    connect(m_list, &QTreeView::clicked, this, &HistoryDock::stepTo);
    connect(m_model, &HistoryModel::currentRowChanged, this, &HistoryDock::showCurrent);
    connect(&document, &session::Document::historyChanged, this, &HistoryDock::showTotal);
    connect(this, &QDockWidget::visibilityChanged, this, &HistoryDock::showCurrent);
    connect(m_list, &QTreeView::customContextMenuRequested, this, &HistoryDock::showMenu);
    connect(m_panel, &RevertPanel::compareRequested, this, &HistoryDock::compareChosen);
    connect(m_comparison, &session::StateComparison::changed, this, &HistoryDock::showCompared);
    connect(m_model, &HistoryModel::currentRowChanged, this, &HistoryDock::showCompared);
    setColours();
    showCurrent();
    showTotal();
}

QString HistoryDock::totalText() const { return m_total->text(); }

QString HistoryDock::droppedText() const { return m_dropped->text(); }

void HistoryDock::stepTo(const QModelIndex& index) {
    if (index.isValid()) {
        m_document.stepTo(static_cast<std::size_t>(index.row()));
        showCurrent();  // where it was refused too, as in mid-stroke
    }
}

void HistoryDock::showCurrent() {
    if (m_list->isVisible()) {
        m_list->setCurrentIndex(m_model->index(m_model->currentRow(), 0));
    }
}

void HistoryDock::showOn(Canvas& canvas) {
    const auto show = [this, &canvas] {
        canvas.marks().setCompared(isVisible() ? m_comparison->difference() : nullptr);
        canvas.viewport()->update();
    };
    connect(m_comparison, &session::StateComparison::changed, &canvas, show);
    // What nobody can read the legend of is no help on the canvas.
    connect(this, &QDockWidget::visibilityChanged, &canvas, [this](bool visible) {
        if (!visible) {
            m_comparison->setPosition(std::nullopt);
        }
    });
}

/// Of the present state it would be nothing, so it is the one before.
void HistoryDock::compareChosen() {
    const QModelIndex chosen = m_list->currentIndex();
    const int present = m_model->currentRow();
    const int row = chosen.isValid() && chosen.row() != present ? chosen.row() : present - 1;
    if (row >= 0) {
        m_comparison->setPosition(static_cast<std::size_t>(row));
    }
}

void HistoryDock::showCompared() {
    const auto position = m_comparison->position();
    m_model->setCompared(position);
    if (position) {
        m_panel->setStateName(m_model->nameOf(static_cast<int>(*position)));
    }
}

void HistoryDock::showMenu(QPoint place) {
    const QModelIndex index = m_list->indexAt(place);
    if (!index.isValid() || m_document.busy()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto row = static_cast<std::size_t>(index.row());
    menu->addAction(tr("&Go to this state"), this, [this, row] { m_document.stepTo(row); });
    const bool isCompared = m_comparison->position() == row;
    QAction* compare = menu->addAction(
        isCompared ? tr("&End the comparison") : tr("&Compare with this state"), this,
        [this, row, isCompared] {
            m_comparison->setPosition(isCompared ? std::nullopt : std::optional(row));
        });
    compare->setEnabled(index.row() != m_model->currentRow());
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

void HistoryDock::showTotal() {
    const edit::History& history = m_document.history();
    m_total->setText(
        tr("%1 of %2 · %3")
            .arg(byteWords(history.bytes()), byteWords(history.budget()),
                 history.size() == 1 ? tr("1 step") : tr("%L1 steps").arg(history.size())));
    const bool dropped = history.droppedForBudget() > 0;
    m_dropped->setVisible(dropped);
    m_dropped->setText(dropped ? droppedWords(history) : QString());
}

void HistoryDock::setColours() {
    m_model->setQuietColour(quietText(palette()));
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, warningText(palette()));
    m_dropped->setPalette(warning);
}

void HistoryDock::changeEvent(QEvent* event) {
    QDockWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        setColours();
    }
}

bool HistoryDock::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            stepTo(m_list->currentIndex());
            return true;
        }
        if (key == Qt::Key_Space) {
            const QModelIndex chosen = m_list->currentIndex();
            if (chosen.isValid() &&
                m_comparison->position() == static_cast<std::size_t>(chosen.row())) {
                m_comparison->setPosition(std::nullopt);
            } else {
                compareChosen();
            }
            return true;
        }
    }
    return QDockWidget::eventFilter(watched, event);
}

}  // namespace frisket::ui
