// SPDX-License-Identifier: MIT
#include "ui/docks/sharing_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace frisket::ui {

namespace {
using condition::Reduction;

QPushButton* button(const QString& text, const QString& tip, const QString& accessible) {
    auto* made = new QPushButton(text);
    made->setToolTip(tip);
    made->setAccessibleName(accessible);
    return made;
}
}  // namespace

SharingPanel::SharingPanel(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    setVisible(false);
}

void SharingPanel::setAxes(const std::vector<Axis>& axes) {
    if (axes == m_axes) {
        return;  // a button keeps its focus
    }
    m_axes = axes;
    if (m_content != nullptr) {
        // Not at once: the click that led here is still on its way out of a button in it.
        m_content->hide();
        m_content->deleteLater();
    }
    m_content = new QWidget;
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (const Axis& axis : m_axes) {
        addAxis(axis, *column);
    }
    layout()->addWidget(m_content);
    m_content->show();  // a layout would do so later only
    setVisible(!m_axes.empty());
}

void SharingPanel::addAxis(const Axis& axis, QVBoxLayout& column) {
    auto* words = new QLabel(
        axis.repeated
            ? tr("Painted once, used for all %1 of %2.").arg(axis.size).arg(axis.name)
            : tr("Each of the %1 of %2 has its own condition.").arg(axis.size).arg(axis.name));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setMinimumWidth(1);
    column.addWidget(words);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    if (axis.canExpand) {
        QPushButton* expand =
            button(tr("Give this axis its own condition"),
                   tr("Copies the condition for each of the %1, so that a stroke counts for one. "
                      "Takes %1 times the memory; can be undone.")
                       .arg(axis.size),
                   tr("Give %1 its own condition").arg(axis.name));
        connect(expand, &QPushButton::clicked, this,
                [this, index = axis.axis] { emit expandRequested(index); });
        buttons->addWidget(expand);
    }
    if (axis.canCollapse) {
        QPushButton* any =
            button(tr("Collapse with any"),
                   tr("One condition for all %1: true where any of them is. Can be undone.")
                       .arg(axis.size),
                   tr("Collapse %1 with any").arg(axis.name));
        QPushButton* all =
            button(tr("Collapse with all"),
                   tr("One condition for all %1: true where all of them are. Can be undone.")
                       .arg(axis.size),
                   tr("Collapse %1 with all").arg(axis.name));
        connect(any, &QPushButton::clicked, this,
                [this, index = axis.axis] { emit collapseRequested(index, Reduction::Any); });
        connect(all, &QPushButton::clicked, this,
                [this, index = axis.axis] { emit collapseRequested(index, Reduction::All); });
        buttons->addWidget(any);
        buttons->addWidget(all);
    }
    if (buttons->count() == 0) {
        delete buttons;
        return;
    }
    buttons->addStretch(1);
    column.addLayout(buttons);
}

}  // namespace frisket::ui
