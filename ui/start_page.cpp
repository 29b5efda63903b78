// SPDX-License-Identifier: MIT
#include "ui/start_page.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/icons.h"

namespace frisket::ui {

namespace {
QToolButton* bigButton(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({24, 24});
    button->setMinimumSize(240, 44);
    return button;
}
}  // namespace

StartPage::StartPage(const Actions& actions, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch(2);

    auto* picture = new QLabel;
    picture->setPixmap(applicationIcon().pixmap(96, 96));
    column->addWidget(picture, 0, Qt::AlignHCenter);

    auto* title = new QLabel(tr("Frisket"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    column->addWidget(title, 0, Qt::AlignHCenter);

    auto* what = new QLabel(
        tr("Take values from a source mask into a destination mask,\nwhere a condition is true."));
    what->setAlignment(Qt::AlignHCenter);
    column->addWidget(what, 0, Qt::AlignHCenter);
    column->addSpacing(12);
    column->addWidget(bigButton(actions.open), 0, Qt::AlignHCenter);
    column->addWidget(bigButton(actions.openSample), 0, Qt::AlignHCenter);

    auto* drop = new QLabel(
        tr("or drop masks and a photo here: PNG, TIFF, NPY and others; JPEG for the photo"));
    drop->setAlignment(Qt::AlignHCenter);
    column->addWidget(drop, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

}  // namespace frisket::ui
