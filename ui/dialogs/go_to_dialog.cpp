// SPDX-License-Identifier: MIT
#include "ui/dialogs/go_to_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme.h"

namespace frisket::ui {

GoToDialog::GoToDialog(const session::Document& document, const session::LayerStyles& styles,
                       QWidget* parent)
    : QDialog(parent),
      m_document(document),
      m_styles(styles),
      m_edit(new QLineEdit),
      m_problem(new QLabel) {
    setWindowTitle(tr("Go to"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    auto* words = new QLabel(
        document.shownPlane().index.rank() > 2
            ? tr("Column and row (114, 87), index ([2, 0, 87, 114]), label (label 17) or zoom "
                 "(50%)")
            : tr("Column and row (114, 87), index ([87, 114]), label (label 17) or zoom (50%)"));
    words->setWordWrap(true);
    words->setBuddy(m_edit);
    m_edit->setAccessibleName(tr("Where to go"));
    m_edit->setMinimumWidth(320);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, errorText(palette()));
    m_problem->setPalette(colours);
    m_problem->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Go"));
    column->addWidget(words);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &GoToDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &GoToDialog::reject);
    connect(m_edit, &QLineEdit::textEdited, m_problem, &QWidget::hide);
}

QString GoToDialog::problem() const {
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void GoToDialog::accept() {
    const session::GoTo target =
        session::parseGoTo(m_edit->text(), m_document, m_styles.labels().table());
    if (!target.problem.isEmpty()) {
        m_problem->setText(target.problem);
        m_problem->show();
        m_edit->selectAll();
        return;
    }
    QDialog::accept();
    emit chosen(target);
}

}  // namespace frisket::ui
