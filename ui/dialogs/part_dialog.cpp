// SPDX-License-Identifier: MIT
#include "ui/dialogs/part_dialog.h"

#include <utility>

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/session/file_survey.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kWidth = 440;
constexpr int kHeight = 320;
}  // namespace

PartDialog::PartDialog(session::FileHint file, QWidget* parent)
    : QDialog(parent), m_file(std::move(file)), m_list(new QListWidget(this)) {
    setWindowTitle(tr("Open one array"));
    auto* intro =
        new QLabel(tr("Which array of %1 is meant?").arg(QFileInfo(m_file.path).fileName()), this);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    auto* about = new QLabel(m_file.about, this);
    about->setTextFormat(Qt::PlainText);
    QPalette quiet = about->palette();
    quiet.setColor(QPalette::WindowText, quietText(palette()));
    about->setPalette(quiet);
    m_list->setAccessibleName(tr("Arrays"));
    m_list->setUniformItemSizes(true);
    for (const io::FileItem& item : m_file.items) {
        auto* entry = new QListWidgetItem(session::itemWords(item), m_list);
        if (!item.dtype) {
            entry->setFlags(Qt::NoItemFlags);
        } else if (m_list->currentItem() == nullptr) {
            m_list->setCurrentItem(entry);
        }
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    QPushButton* open = buttons->button(QDialogButtonBox::Ok);
    open->setText(tr("Open"));
    open->setEnabled(m_list->currentItem() != nullptr);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(intro);
    column->addWidget(about);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    resize(kWidth, kHeight);
    m_list->setFocus();
}

io::Part PartDialog::chosen() const {
    return m_file.items[static_cast<std::size_t>(m_list->currentRow())].part;
}

}  // namespace frisket::ui
