// SPDX-License-Identifier: MIT
#include "ui/options/option_part.h"

#include <QLabel>
#include <QLineEdit>

#include "ui/focus.h"

namespace frisket::ui {

void OptionPart::setIcons(const QPalette&) {}

void OptionPart::setVisible(bool visible) {
    for (QAction* action : m_actions) {
        action->setVisible(visible);
    }
}

void OptionPart::add(QWidget* widget) { m_actions << m_context.bar.addWidget(widget); }

void OptionPart::addText(const QString& text) {
    auto* label = new QLabel(text);
    label->setContentsMargins(6, 0, 4, 0);
    add(label);
}

void OptionPart::addSeparator() { m_actions << m_context.bar.addSeparator(); }

QAction* OptionPart::addButton(const QString& text, const QString& tip) {
    QAction* action = m_context.bar.addAction(text);
    action->setToolTip(tip);
    m_actions << action;
    return action;
}

void OptionPart::giveKeysBackAfter(QWidget& numberBox) const {
    giveFocusOnReturn(*numberBox.findChild<QLineEdit*>(), m_context.canvas);
}

}  // namespace frisket::ui
