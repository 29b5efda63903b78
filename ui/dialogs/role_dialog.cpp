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
#include "ui/session/file_survey.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::LayerId;

constexpr int kLeaveOut = -1;
constexpr std::array kOffered{LayerId::Destination, LayerId::Source, LayerId::Condition,
                              LayerId::Backdrop};
constexpr std::size_t kRowsBeforeScrolling = 8;
constexpr int kArrayLetters = 16;  ///< of a list of arrays

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

/// Which of many arrays.
QComboBox* arrayBox(const session::FileHint& file, QWidget* parent) {
    auto* box = new QComboBox(parent);
    for (const io::FileItem& item : file.items) {
        box->addItem(session::itemWords(item));
    }
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(kArrayLetters);
    box->setAccessibleName(RoleDialog::tr("Array of %1").arg(QFileInfo(file.path).fileName()));
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
        addRow(files[i], list, grid);
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

void RoleDialog::addRow(const FileRole& offered, QWidget* list, QGridLayout* grid) {
    const QFileInfo info(offered.file.path);
    Row row;
    row.file = offered.file;
    const QString part = session::partWords(offered.file.part);
    row.name =
        part.isEmpty() ? info.fileName() : QStringLiteral("%1 › %2").arg(info.fileName(), part);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    auto* name = new ElidedLabel(list);
    name->setText(row.name);
    name->setElideMode(Qt::ElideMiddle);
    auto* about = new ElidedLabel(list);
    about->setText(offered.file.about.isEmpty() ? QDir::toNativeSeparators(info.path())
                                                : offered.file.about);
    about->setElideMode(offered.file.about.isEmpty() ? Qt::ElideLeft : Qt::ElideRight);
    QPalette quiet = about->palette();
    quiet.setColor(QPalette::WindowText, quietText(palette()));
    about->setPalette(quiet);
    texts->addWidget(name);
    texts->addWidget(about);
    row.role = roleBox(offered.role, row.name, list);
    connect(row.role, &QComboBox::currentIndexChanged, this, &RoleDialog::check);
    const int at = static_cast<int>(m_rows.size());
    grid->addLayout(texts, at, 0);
    if (!offered.file.items.empty()) {
        row.array = arrayBox(offered.file, list);
        grid->addWidget(row.array, at, 1, Qt::AlignVCenter);
    }
    grid->addWidget(row.role, at, 2, Qt::AlignVCenter);
    name->setToolTip(QDir::toNativeSeparators(offered.file.path));
    m_rows.push_back(std::move(row));
}

std::optional<LayerId> RoleDialog::roleAt(std::size_t row) const {
    const int choice = m_rows[row].role->currentData().toInt();
    return choice == kLeaveOut ? std::nullopt : std::optional(static_cast<LayerId>(choice));
}

QList<session::LayerPath> RoleDialog::chosen() const {
    QList<session::LayerPath> files;
    for (const LayerId id : session::kFileLayers) {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (roleAt(i) == id) {
                const Row& row = m_rows[i];
                const auto item =
                    row.array != nullptr ? static_cast<std::size_t>(row.array->currentIndex()) : 0;
                files.append({id, row.file.path,
                              row.array != nullptr ? row.file.items[item].part : row.file.part});
            }
        }
    }
    return files;
}

QString RoleDialog::objection() const {
    bool any = false;
    for (const LayerId id : kOffered) {
        QStringList claimants;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (roleAt(i) == id) {
                claimants.append(m_rows[i].name);
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
