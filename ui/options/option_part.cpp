// SPDX-License-Identifier: MIT
#include "ui/options/option_part.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include "ui/focus.h"

namespace frisket::ui {

namespace {
constexpr int kGap = 6;
}  // namespace

void OptionPart::setIcons(const QPalette&) {}

void OptionPart::setVisible(bool visible) {
    m_visible = visible;
    for (QAction* action : m_actions) {
        action->setVisible(visible && !m_hidden.contains(action));
    }
}

void OptionPart::setShown(QAction* action, bool shown) {
    if (shown) {
        m_hidden.remove(action);
    } else {
        m_hidden.insert(action);
    }
    action->setVisible(m_visible && shown);
}

void OptionPart::add(QWidget* widget) {
    // Neighbours of the same look stand apart, as a label and what it names do.
    auto* holder = new QWidget;
    holder->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, kGap, 0);
    layout->addWidget(widget);
    QAction* action = m_context.bar.addWidget(holder);
    m_actions << action;
    m_holders.insert(widget, action);
}

void OptionPart::addText(const QString& text) {
    auto* label = new QLabel(text);
    label->setContentsMargins(kGap, 0, kGap, 0);
    m_actions << m_context.bar.addWidget(label);
}

void OptionPart::addSeparator() { m_actions << m_context.bar.addSeparator(); }

QAction* OptionPart::addButton(const QString& text, const QString& tip) {
    QAction* action = m_context.bar.addAction(text);
    action->setToolTip(tip);
    m_actions << action;
    return action;
}

void OptionPart::setUsable(QAction* button, bool usable) const {
    const QWidget* widget = m_context.bar.widgetForAction(button);
    if (!usable && widget != nullptr && widget->hasFocus()) {
        m_context.canvas.setFocus(Qt::OtherFocusReason);
    }
    button->setEnabled(usable);
}

void OptionPart::giveKeysBackAfter(QWidget& numberBox) const {
    giveFocusOnReturn(*numberBox.findChild<QLineEdit*>(), m_context.canvas);
}

}  // namespace frisket::ui
