// SPDX-License-Identifier: MIT
#include "ui/docks/order_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/docks/order_legend.h"
#include "ui/mode_words.h"
#include "ui/session/mode_choice.h"
#include "ui/theme.h"

namespace frisket::ui {

OrderPanel::OrderPanel(const session::Document& document, QAction& order, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_order(order),
      m_toggle(new QCheckBox(tr("Show the packing order"))),
      m_words(new QLabel),
      m_legend(new OrderLegend) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2, 4, 2, 0);
    column->setSpacing(6);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setMinimumWidth(1);
    column->addWidget(m_words);
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_legend);
    connect(m_toggle, &QCheckBox::clicked, &order, &QAction::trigger);
    connect(&order, &QAction::changed, this, &OrderPanel::refresh);
    refresh();
}

void OrderPanel::refresh() {
    const QString none = noOrderWords(m_document);
    const auto supply = session::supplyFor(m_document, m_document.mode());
    m_isShort = none.isEmpty() && supply && supply->missing() > 0;
    m_words->setText(!none.isEmpty() ? none
                     : supply        ? supplyWords(*supply)
                                     : tr("The operands don't fit this mode yet."));
    const assign::AssignPlan* plan = m_document.plan();
    m_legend->setCount(plan != nullptr && none.isEmpty() ? plan->source().count() : 0);
    m_legend->setVisible(m_order.isChecked() && m_order.isEnabled());
    m_toggle->setChecked(m_order.isChecked());
    m_toggle->setEnabled(m_order.isEnabled());
    m_toggle->setToolTip(m_order.toolTip());
    updateColours();
}

void OrderPanel::updateColours() {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     m_isShort ? warningText(palette()) : quietText(palette()));
    if (m_words->palette() != colours) {
        m_words->setPalette(colours);
    }
}

void OrderPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        updateColours();
    }
    QWidget::changeEvent(event);
}

}  // namespace frisket::ui
