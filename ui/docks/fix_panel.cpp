// SPDX-License-Identifier: MIT
#include "ui/docks/fix_panel.h"

#include <utility>

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/session/core_text.h"

namespace frisket::ui {

namespace {
using assign::Fix;
using assign::Role;
using session::fromCore;

QLabel* words() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);  // the dock decides
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// What clicking the button does, besides its name.
QString tipOf(const Fix& fix) {
    const QString name = fix.operand == Role::Condition ? QStringLiteral("c") : QStringLiteral("s");
    if (!fix.isView() && !fix.makesArray()) {
        return FixPanel::tr("Changes how the assignment is done.");
    }
    const QString does =
        fix.isView()
            ? FixPanel::tr("Sees it as %1; the file stays as it is.").arg(name + fromCore(fix.view))
            : FixPanel::tr("Makes a new array in memory; the file stays as it is.");
    return fix.operand == Role::Condition
               ? does + u'\n' + FixPanel::tr("What was painted stays; undo begins anew.")
               : does;
}

QString capitalised(QString text) {
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    return text;
}
}  // namespace

FixPanel::FixPanel(QWidget* parent)
    : QWidget(parent),
      m_title(words()),
      m_hint(words()),
      m_views(words()),
      m_reset(new QPushButton(tr("Source as in its file"))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_reset->setToolTip(tr("Takes back what was done to the source so that it fits"));
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addWidget(m_views);
    column->addWidget(m_reset, 0, Qt::AlignLeft);
    connect(m_reset, &QPushButton::clicked, this, &FixPanel::resetSourceRequested);
    setViews({}, {});
    showOrHide();
}

void FixPanel::setFixes(const std::vector<Fix>& fixes, const QString& hint) {
    m_hint->setText(hint);
    const bool same = std::equal(
        fixes.begin(), fixes.end(), m_fixes.begin(), m_fixes.end(), [](const Fix& a, const Fix& b) {
            return a.text == b.text && a.view == b.view && a.shape == b.shape;
        });
    m_fixes = fixes;
    if (!same) {  // else a button keeps its focus
        const bool hadKeys = m_buttons != nullptr && hasKeys();
        if (m_buttons != nullptr) {
            // Not at once: the click that led here is still on its way out of a button in it.
            m_buttons->hide();
            m_buttons->deleteLater();
        }
        m_buttons = new QWidget;
        auto* column = new QVBoxLayout(m_buttons);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        for (std::size_t i = 0; i < m_fixes.size(); ++i) {
            auto* button = new QPushButton(capitalised(fromCore(m_fixes[i].text)));
            // A narrow dock cuts the text off.
            button->setToolTip(button->text() + u'\n' + tipOf(m_fixes[i]));
            button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
            connect(button, &QPushButton::clicked, this, [this, i] {
                const Fix fix = m_fixes[i];  // the list may be another one before the end
                emit fixRequested(fix);
            });
            column->addWidget(button);
        }
        qobject_cast<QVBoxLayout*>(layout())->insertWidget(1, m_buttons);
        m_buttons->show();
        if (hadKeys) {
            passKeysOn();
        }
    }
    if (!m_fixes.empty()) {
        const Fix& first = m_fixes.front();
        m_title->setText(
            !first.isView() && !first.makesArray() ? tr("This can't be done so. A click mends it:")
            : first.operand == Role::Condition ? tr("The condition does not fit. A click mends it:")
                                               : tr("The source does not fit. A click mends it:"));
    }
    showOrHide();
}

void FixPanel::setViews(const QString& source, const QString& condition) {
    QStringList lines;
    if (!source.isEmpty()) {
        lines << tr("The source is seen as %1.").arg(source);
    }
    if (!condition.isEmpty()) {
        lines << tr("The condition is seen as %1; open its file again to have it as it is.")
                     .arg(condition);
    }
    m_views->setText(lines.join(u'\n'));
    const bool hadKeys = source.isEmpty() && m_reset->hasFocus();
    m_reset->setVisible(!source.isEmpty());
    if (hadKeys) {
        passKeysOn();
    }
    showOrHide();
}

bool FixPanel::hasKeys() const { return isAncestorOf(QApplication::focusWidget()); }

/// To the next button, or to whoever wants them.
void FixPanel::passKeysOn() {
    QList<QPushButton*> buttons;
    if (m_buttons != nullptr) {
        buttons = m_buttons->findChildren<QPushButton*>();
    }
    buttons << m_reset;
    for (QPushButton* button : buttons) {
        if (button->isVisibleTo(this)) {
            button->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    emit left();
}

void FixPanel::showOrHide() {
    m_title->setVisible(!m_fixes.empty());
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_views->setVisible(!m_views->text().isEmpty());
    setVisible(!m_fixes.empty() || !m_hint->text().isEmpty() || !m_views->text().isEmpty());
}

}  // namespace frisket::ui
