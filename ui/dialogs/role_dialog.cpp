// SPDX-License-Identifier: MIT
#include "ui/dialogs/role_dialog.h"

#include <algorithm>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/docks/elided_label.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::LayerId;

constexpr int kLeaveOut = -1;
constexpr std::array kOffered{LayerId::Destination, LayerId::Source, LayerId::Condition,
                              LayerId::Backdrop};
constexpr std::size_t kRowsBeforeScrolling = 8;

QComboBox* roleBox(std::optional<LayerId> preset, const QString& fileName, QWidget* parent) {
    auto* box = new QComboBox(parent);
    for (const LayerId id : kOffered) {
        box->addItem(session::displayName(id), static_cast<int>(id));
    }
    box->addItem(RoleDialog::tr("Leave out"), kLeaveOut);
    box->setCurrentIndex(box->findData(preset ? static_cast<int>(*preset) : kLeaveOut));
    box->setAccessibleName(RoleDialog::tr("Role of %1").arg(fileName));
    return box;
}
}  // namespace

RoleDialog::RoleDialog(const std::vector<FileRole>& files, QWidget* parent)
    : QDialog(parent), m_objection(new QLabel(this)) {
    setWindowTitle(tr("Open files"));
    auto* intro = new QLabel(tr("Which file is which layer?"), this);
    auto* list = new QWidget(this);
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    const std::size_t count = std::min(files.size(), kMostFiles);
    for (std::size_t i = 0; i < count; ++i) {
        const QFileInfo info(files[i].path);
        auto* texts = new QVBoxLayout;
        texts->setSpacing(0);
        auto* name = new ElidedLabel(list);
        name->setText(info.fileName());
        name->setElideMode(Qt::ElideMiddle);
        auto* folder = new ElidedLabel(list);
        folder->setText(QDir::toNativeSeparators(info.path()));
        folder->setElideMode(Qt::ElideLeft);
        QPalette quiet = folder->palette();
        quiet.setColor(QPalette::WindowText, quietText(palette()));
        folder->setPalette(quiet);
        texts->addWidget(name);
        texts->addWidget(folder);
        QComboBox* box = roleBox(files[i].role, info.fileName(), list);
        connect(box, &QComboBox::currentIndexChanged, this, &RoleDialog::check);
        const int row = static_cast<int>(i);
        grid->addLayout(texts, row, 0);
        grid->addWidget(box, row, 1, Qt::AlignVCenter);
        m_paths.append(files[i].path);
        m_roles.push_back(box);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnMinimumWidth(0, 260);
    grid->setRowStretch(static_cast<int>(count), 1);

    m_objection->setTextFormat(Qt::PlainText);
    m_objection->setWordWrap(true);
    // Room for two lines from the start, so that the dialog does not jump.
    m_objection->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_objection->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setText(tr("Open"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(intro);
    if (count > kRowsBeforeScrolling) {
        auto* scroll = new QScrollArea(this);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setWidget(list);
        scroll->setMinimumHeight(320);
        column->addWidget(scroll, 1);
    } else {
        column->addWidget(list, 1);
    }
    if (files.size() > kMostFiles) {
        column->addWidget(new QLabel(
            tr("Only the first %1 of %2 files are listed.").arg(kMostFiles).arg(files.size()),
            this));
    }
    column->addWidget(m_objection);
    column->addWidget(buttons);
    setMinimumWidth(460);
    check();
}

std::optional<LayerId> RoleDialog::roleAt(std::size_t file) const {
    const int choice = m_roles[file]->currentData().toInt();
    return choice == kLeaveOut ? std::nullopt : std::optional(static_cast<LayerId>(choice));
}

std::map<LayerId, QString> RoleDialog::chosen() const {
    std::map<LayerId, QString> layers;
    for (std::size_t i = 0; i < m_roles.size(); ++i) {
        if (const auto role = roleAt(i)) {
            layers.emplace(*role, m_paths[static_cast<qsizetype>(i)]);
        }
    }
    return layers;
}

QString RoleDialog::objection() const {
    bool any = false;
    for (const LayerId id : kOffered) {
        QStringList claimants;
        for (std::size_t i = 0; i < m_roles.size(); ++i) {
            if (roleAt(i) == id) {
                claimants.append(QFileInfo(m_paths[static_cast<qsizetype>(i)]).fileName());
            }
        }
        any = any || !claimants.isEmpty();
        if (claimants.size() > 1) {
            const QString role = session::displayName(id).toLower();
            return claimants.size() == 2
                       ? tr("There is one %1 only, but “%2” and “%3” both claim to be it.")
                             .arg(role, claimants[0], claimants[1])
                       : tr("There is one %1 only, but %2 files claim to be it.")
                             .arg(role)
                             .arg(claimants.size());
        }
    }
    return any ? QString() : tr("Give at least one file a role.");
}

void RoleDialog::check() {
    const QString text = objection();
    m_objection->setText(text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, errorText(palette()));
    m_objection->setPalette(colours);
    m_ok->setEnabled(text.isEmpty());
}

}  // namespace frisket::ui
