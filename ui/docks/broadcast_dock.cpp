// SPDX-License-Identifier: MIT
#include "ui/docks/broadcast_dock.h"

#include <algorithm>
#include <cmath>

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/broadcast_view.h"
#include "ui/docks/cast_words.h"
#include "ui/docks/fix_panel.h"
#include "ui/docks/sharing_panel.h"
#include "ui/icons.h"
#include "ui/session/core_text.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using assign::Role;
using session::fromCore;

constexpr int kLeastWidth = 260;

QLabel* paragraph(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A word-wrapped label asks for a width of its own choice; the dock decides here.
    label->setMinimumWidth(1);
    return label;
}
}  // namespace

BroadcastDock::BroadcastDock(QWidget* parent) : QDockWidget(tr("Broadcast"), parent) {
    setObjectName(QStringLiteral("BroadcastDock"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(kLeastWidth);
    auto* content = new QWidget(scroll);
    m_tableArea = new QScrollArea(content);
    m_table = new BroadcastView(m_tableArea);
    m_message = paragraph(content);
    m_pairing = paragraph(content);
    m_repeats = paragraph(content);
    m_sharing = new SharingPanel(content);
    m_cast = paragraph(content);
    m_losses = paragraph(content);
    m_fixes = new FixPanel(content);
    m_codeBox = new QWidget(content);
    m_code = new QPlainTextEdit(m_codeBox);
    m_copy = new QToolButton(m_codeBox);

    m_tableArea->setFrameShape(QFrame::NoFrame);
    m_tableArea->setWidget(m_table);
    m_tableArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tableArea->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto* codeTitle = new QLabel(tr("The same in &NumPy"), m_codeBox);
    codeTitle->setBuddy(m_code);
    m_code->setReadOnly(true);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_code->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_code->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_code->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_code->setTabChangesFocus(true);
    m_code->setAccessibleName(tr("Equivalent NumPy line"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setToolTip(tr("Copy the NumPy line"));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    auto* codeHead = new QHBoxLayout;
    codeHead->addWidget(codeTitle, 1);
    codeHead->addWidget(m_copy);
    auto* codeColumn = new QVBoxLayout(m_codeBox);
    codeColumn->setContentsMargins(0, 4, 0, 0);
    codeColumn->setSpacing(4);
    codeColumn->addLayout(codeHead);
    codeColumn->addWidget(m_code);

    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(10, 10, 10, 12);
    column->setSpacing(8);
    for (QWidget* part :
         {static_cast<QWidget*>(m_tableArea), static_cast<QWidget*>(m_fixes),
          static_cast<QWidget*>(m_message), static_cast<QWidget*>(m_pairing),
          static_cast<QWidget*>(m_repeats), static_cast<QWidget*>(m_sharing),
          static_cast<QWidget*>(m_cast), static_cast<QWidget*>(m_losses), m_codeBox}) {
        column->addWidget(part);
    }
    column->addStretch(1);
    scroll->setWidget(content);
    setWidget(scroll);

    m_code->viewport()->installEventFilter(this);
    m_tableArea->installEventFilter(this);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code->toPlainText()); });
    clear();
}

void BroadcastDock::showPlan(const assign::AssignPlan& plan, array::DType conditionType,
                             const Pairing& pairing) {
    const QString source = fromCore(array::name(plan.sourceType()));
    const QString value = plan.value()
                              ? fromCore(assign::toText(plan.value()->dtype, plan.value()->data()))
                              : QString();
    m_table->setTable(plan.table(),
                      {{{tr("Destination"), fromCore(array::name(plan.destinationType())), {}},
                        {plan.value() ? tr("Value") : tr("Source"), source, value},
                        {tr("Condition"), fromCore(array::name(conditionType)), {}}}},
                      pairing);
    m_pairing->setText(pairingWords(pairing));
    m_repeats->setText(repeatWords(plan, pairing));
    m_cast->setText(castWords(plan));
    m_code->setPlainText(fromCore(plan.numpyLine()));
    setState(State::Plan);
}

void BroadcastDock::showRefusal(const assign::BroadcastTable& table,
                                const std::array<array::DType, 3>& dtypes,
                                const assign::Refusal& refusal, const Pairing& pairing,
                                const QString& value) {
    const auto dtype = [&](Role role) {
        return fromCore(array::name(dtypes[static_cast<std::size_t>(role)]));
    };
    const bool fills = pairing.mode == assign::Mode::Fill;
    const BroadcastView::RowText source =
        fills ? BroadcastView::RowText{tr("Value"), dtype(Role::Destination), value}
              : BroadcastView::RowText{tr("Source"), dtype(Role::Source), {}};
    m_table->setTable(table,
                      {{{tr("Destination"), dtype(Role::Destination), {}},
                        source,
                        {tr("Condition"), dtype(Role::Condition), {}}}},
                      pairing);
    m_pairing->setText(pairingWords(pairing));
    m_message->setText(fromCore(refusal.message));
    m_fixes->setFixes(refusal.fixes,
                      refusal.fixes.empty() ? fromCore(refusal.toError().hint) : QString());
    setState(State::Refusal);
}

void BroadcastDock::showProblem(const QString& text) {
    m_message->setText(text);
    setState(State::Problem);
}

void BroadcastDock::setLosses(const QString& text, bool loses) {
    m_losses->setText(text);
    m_losses->setVisible(m_state == State::Plan && !text.isEmpty());
    m_loses = loses;
    updateColours();
}

void BroadcastDock::setViews(const QString& source, const QString& condition) {
    m_fixes->setViews(source, condition);
}

void BroadcastDock::clear() {
    m_message->setText(
        tr("Open a destination, a source and a condition to see how their shapes "
           "meet."));
    setState(State::Empty);
}

void BroadcastDock::setState(State state) {
    m_state = state;
    const bool plan = state == State::Plan;
    m_tableArea->setVisible(plan || state == State::Refusal);
    m_message->setVisible(!plan);
    if (state != State::Refusal) {
        m_fixes->clearFixes();
    }
    m_pairing->setVisible((plan || state == State::Refusal) && !m_pairing->text().isEmpty());
    m_repeats->setVisible(plan && !m_repeats->text().isEmpty());
    m_cast->setVisible(plan);
    m_losses->setVisible(plan && !m_losses->text().isEmpty());
    m_codeBox->setVisible(plan);
    updateColours();
    fitTable();
    fitCode();
}

void BroadcastDock::updateColours() {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     m_state == State::Refusal ? errorText(palette()) : quietText(palette()));
    m_message->setPalette(colours);
    colours.setColor(QPalette::WindowText, m_loses ? warningText(palette()) : quietText(palette()));
    m_losses->setPalette(colours);
    m_copy->setIcon(icon(QStringLiteral("copy"), palette()));
}

void BroadcastDock::fitTable() {
    // As high as the table, and a scroll bar more where it is too wide.
    const bool wide = m_table->sizeHint().width() > m_tableArea->width();
    m_table->resize(m_table->sizeHint());
    m_tableArea->setFixedHeight(
        m_table->sizeHint().height() +
        (wide ? m_tableArea->horizontalScrollBar()->sizeHint().height() + 4 : 0));
}

void BroadcastDock::fitCode() {
    // As high as its lines, so that it needs no scroll bar of its own. They are counted here, as
    // the editor breaks them only when it paints.
    const qreal margin = m_code->document()->documentMargin();
    QTextLayout layout(m_code->toPlainText(), m_code->font());
    QTextOption option;
    option.setWrapMode(m_code->wordWrapMode());
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(m_code->viewport()->width() - 2 * margin);
    }
    layout.endLayout();
    const int lines = std::max(1, layout.lineCount());
    m_code->setFixedHeight(static_cast<int>(std::ceil(m_code->fontMetrics().lineSpacing() * lines +
                                                      2 * margin + 2 * m_code->frameWidth() + 2)));
}

void BroadcastDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        updateColours();
    }
    QDockWidget::changeEvent(event);
}

bool BroadcastDock::eventFilter(QObject* watched, QEvent* event) {
    // Both heights depend on the width that the layout gave.
    if (event->type() == QEvent::Resize && watched == m_tableArea) {
        fitTable();
    } else if (event->type() == QEvent::Resize && watched == m_code->viewport()) {
        fitCode();
    }
    return QDockWidget::eventFilter(watched, event);
}

}  // namespace frisket::ui
