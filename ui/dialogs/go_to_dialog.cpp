// SPDX-License-Identifier: MIT
#include "ui/dialogs/go_to_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
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
    const bool hasSlices = document.shownPlane().index.rank() > 2;
    auto* words = new QFormLayout;
    words->setHorizontalSpacing(16);
    words->setVerticalSpacing(2);
    words->addRow(tr("Column and row"), new QLabel(QStringLiteral("114, 87")));
    words->addRow(tr("Index"), new QLabel(hasSlices ? QStringLiteral("[2, 0, 87, 114]")
                                                    : QStringLiteral("[87, 114]")));
    words->addRow(tr("Label, by number or name"), new QLabel(tr("label 17")));
    words->addRow(tr("Zoom"), new QLabel(QStringLiteral("50%")));
    m_edit->setAccessibleName(tr("Where to go"));
    m_edit->setMinimumWidth(420);
    // Always as high as two lines, so that nothing jumps when there is something to say.
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_problem->setMinimumHeight(2 * m_problem->fontMetrics().lineSpacing());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, errorText(palette()));
    m_problem->setPalette(colours);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Go"));
    column->addLayout(words);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &GoToDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &GoToDialog::reject);
    connect(m_edit, &QLineEdit::textEdited, m_problem, &QLabel::clear);
}

QString GoToDialog::problem() const { return m_problem->text(); }

void GoToDialog::accept() {
    const session::GoTo target =
        session::parseGoTo(m_edit->text(), m_document, m_styles.labels().table());
    if (!target.problem.isEmpty()) {
        m_problem->setText(target.problem);
        m_edit->selectAll();
        return;
    }
    QDialog::accept();
    emit chosen(target);
}

}  // namespace frisket::ui
