// SPDX-License-Identifier: MIT
#include "ui/dialogs/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/dialogs/questions.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::LayerId;

QString layerText(LayerId id) {
    return id == LayerId::Result ? ExportDialog::tr("Live result") : session::displayName(id);
}
}  // namespace

ExportDialog::ExportDialog(const std::vector<LayerId>& layers, const QString& path,
                           Describe describe, QWidget* parent)
    : QDialog(parent),
      m_folder(QFileInfo(path).absolutePath()),
      m_describe(std::move(describe)),
      m_layer(new QComboBox(this)),
      m_format(new QComboBox(this)),
      m_path(new QLineEdit(QDir::toNativeSeparators(path), this)),
      m_note(new QLabel(this)) {
    setWindowTitle(tr("Export"));
    for (const LayerId id : layers) {
        m_layer->addItem(layerText(id), static_cast<int>(id));
    }
    m_format->addItem(tr("PNG picture"), QStringLiteral("png"));
    m_format->addItem(tr("NumPy array (NPY)"), QStringLiteral("npy"));
    m_path->setMinimumWidth(320);
    auto* browse = new QPushButton(tr("&Browse…"), this);
    browse->setAutoDefault(false);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_note->setMinimumHeight(3 * fontMetrics().lineSpacing());

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_export->setDefault(true);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    const auto addRow = [&](int row, const QString& text, QWidget* field, int columns) {
        auto* label = new QLabel(text, this);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1, 1, columns);
    };
    addRow(0, tr("&What"), m_layer, 2);
    addRow(1, tr("&Format"), m_format, 2);
    addRow(2, tr("F&ile"), m_path, 1);
    grid->addWidget(browse, 2, 2);
    grid->addWidget(m_note, 3, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(grid);
    column->addStretch(1);
    column->addWidget(buttons);

    connect(m_layer, &QComboBox::currentIndexChanged, this, &ExportDialog::check);
    connect(m_format, &QComboBox::activated, this, &ExportDialog::takeFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::check);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    check();
}

LayerId ExportDialog::layer() const { return static_cast<LayerId>(m_layer->currentData().toInt()); }

void ExportDialog::setLayer(LayerId id) {
    m_layer->setCurrentIndex(std::max(0, m_layer->findData(static_cast<int>(id))));
}

QString ExportDialog::path() const {
    const QString typed = QDir::fromNativeSeparators(m_path->text());
    return typed.isEmpty() ? QString() : QDir::cleanPath(QDir(m_folder).absoluteFilePath(typed));
}

void ExportDialog::browse() {
    // The question about replacing is asked once, by `accept`.
    const QString chosen = QFileDialog::getSaveFileName(
        this, tr("Export to"), path(), tr("PNG pictures (*.png);;NumPy arrays (*.npy)"), nullptr,
        QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty()) {
        m_path->setText(QDir::toNativeSeparators(chosen));
    }
}

void ExportDialog::takeFormat() {
    const QString suffix = m_format->currentData().toString();
    QString text = m_path->text();
    const QString old = QFileInfo(text).suffix();
    // Only an ending that names a format is replaced: in "frame.0001" it is part of the name.
    if (m_format->findData(old.toLower()) >= 0) {
        text.chop(old.size() + 1);
    }
    m_path->setText(text + u'.' + suffix);
}

void ExportDialog::check() {
    const QFileInfo info(path());
    const int format = m_format->findData(info.suffix().toLower());
    ExportNote note(QString(), false);
    if (path().isEmpty()) {
        note.text = tr("Name a file.");
    } else if (format < 0) {
        note.text = tr("The name must end in .png or .npy; the ending is the format.");
    } else if (!info.dir().exists()) {
        note.text = tr("There is no folder %1.").arg(QDir::toNativeSeparators(info.path()));
    } else if (info.isDir()) {
        note.text = tr("%1 is a folder.").arg(QDir::toNativeSeparators(info.filePath()));
    } else {
        note = m_describe(layer(), path());
    }
    if (format >= 0) {
        const QSignalBlocker quiet(m_format);
        m_format->setCurrentIndex(format);
    }
    m_note->setText(note.text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     note.possible ? quietText(palette()) : errorText(palette()));
    m_note->setPalette(colours);
    m_export->setEnabled(note.possible);
}

void ExportDialog::accept() {
    if (!QFileInfo::exists(path()) || askReplace(this, path())) {
        QDialog::accept();
    }
}

}  // namespace frisket::ui
