// SPDX-License-Identifier: MIT
#include "ui/docks/stack_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

#include "ui/icons.h"
#include "ui/session/core_text.h"

namespace frisket::ui {

using condition::Combine;
using session::ConditionLayer;
using session::ConditionStack;

QString wordsOf(Combine combine) {
    switch (combine) {
        case Combine::Or:
            return StackRow::tr("or");
        case Combine::And:
            return StackRow::tr("and");
        case Combine::AndNot:
            return StackRow::tr("and not");
        case Combine::Replace:
            return StackRow::tr("replace");
    }
    return {};
}

QString meaningOf(Combine combine) {
    switch (combine) {
        case Combine::Or:
            return StackRow::tr("Adds what it selects to the layers below");
        case Combine::And:
            return StackRow::tr("Keeps of the layers below no more than it selects");
        case Combine::AndNot:
            return StackRow::tr("Takes what it selects away from the layers below");
        case Combine::Replace:
            return StackRow::tr("Counts in place of the layers below");
    }
    return {};
}

StackRow::StackRow(QWidget* parent)
    : QFrame(parent),
      m_on(new QCheckBox),
      m_combine(new QComboBox),
      m_name(new QLineEdit),
      m_gives(new QLabel),
      m_paints(new QToolButton) {
    setAutoFillBackground(true);
    m_on->setAccessibleName(tr("Layer is on"));
    m_on->setToolTip(tr("Whether the layer counts"));
    for (const Combine combine : condition::kAllCombines) {
        m_combine->addItem(wordsOf(combine), static_cast<int>(combine));
        m_combine->setItemData(m_combine->count() - 1, meaningOf(combine), Qt::ToolTipRole);
    }
    m_combine->setAccessibleName(tr("How the layer joins those below"));
    m_name->setFrame(false);
    m_name->setAccessibleName(tr("Name of the layer"));
    m_gives->setTextFormat(Qt::PlainText);
    m_gives->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_paints->setCheckable(true);
    m_paints->setAutoRaise(true);
    m_paints->setAccessibleName(tr("Paint on this layer"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(6, 2, 6, 2);
    line->setSpacing(6);
    line->addWidget(m_on);
    line->addWidget(m_combine);
    line->addWidget(m_name, 1);
    line->addWidget(m_gives);
    line->addWidget(m_paints);
    for (QWidget* each : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_combine),
                          static_cast<QWidget*>(m_on)}) {
        each->installEventFilter(this);
    }
    connect(m_on, &QCheckBox::clicked, this, &StackRow::switched);
    connect(m_combine, &QComboBox::activated, this, [this](int place) {
        emit combineChosen(static_cast<Combine>(m_combine->itemData(place).toInt()));
    });
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (m_name->isModified()) {
            m_name->setModified(false);
            emit renamed(m_name->text().trimmed());
        }
    });
    connect(m_paints, &QToolButton::clicked, this, &StackRow::paintHere);
    setIcons();
}

void StackRow::setIcons() { m_paints->setIcon(icon("brush", palette())); }

void StackRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        setIcons();
    }
    QFrame::changeEvent(event);
}

void StackRow::show(const ConditionLayer& layer, const ConditionStack::State& state, bool lowest,
                    bool paints) {
    m_id = layer.id;
    m_on->setChecked(layer.on);
    {
        const QSignalBlocker quiet(m_combine);
        m_combine->setCurrentIndex(m_combine->findData(static_cast<int>(layer.combine)));
    }
    m_combine->setToolTip(lowest ? tr("Nothing is below it") : meaningOf(layer.combine));
    if (!m_name->hasFocus() || !m_name->isModified()) {
        const QString rule = layer.rule.simplified();
        m_name->setText(layer.name);
        m_name->setPlaceholderText(rule);
        m_name->setToolTip(layer.isRule() ? tr("Rule: %1").arg(rule)
                                          : tr("Painted by hand; click to rename"));
        m_name->setCursorPosition(0);
    }
    m_gives->setToolTip({});
    if (layer.isRule() && state.error) {
        m_gives->setText(tr("error"));
        m_gives->setToolTip(session::fromCore(state.error->text()));
    } else if (layer.isRule() && state.pending) {
        m_gives->setText(tr("evaluating…"));
    } else if (layer.isRule() && layer.on) {
        m_gives->setText(QLocale().toString(static_cast<qlonglong>(state.selected)));
        m_gives->setToolTip(tr("Elements that the rule selects"));
    } else {
        m_gives->setText(layer.isRule() ? tr("rule") : tr("painted"));
    }
    m_paints->setVisible(!layer.isRule());
    m_paints->setChecked(paints);
    m_paints->setToolTip(paints ? tr("Strokes write this layer")
                                : tr("Let strokes write this one"));
}

void StackRow::setSelected(bool selected) {
    m_selected = selected;
    setBackgroundRole(selected ? QPalette::Midlight : QPalette::Window);
}

void StackRow::mousePressEvent(QMouseEvent* event) {
    QFrame::mousePressEvent(event);
    emit pressed();
}

bool StackRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        emit pressed();  // what has the focus is what buttons mean
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace frisket::ui
