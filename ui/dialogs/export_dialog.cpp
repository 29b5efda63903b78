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
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "core/io/codec.h"
#include "core/io/sniff.h"
#include "ui/dialogs/file_filters.h"
#include "ui/dialogs/questions.h"
#include "ui/session/core_text.h"
#include "ui/session/paths.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::LayerId;

QString layerText(LayerId id) {
    return id == LayerId::Result ? ExportDialog::tr("Live result") : session::displayName(id);
}

/// What the list of compressions was made of.
constexpr const char* kOffered = "offered";

/// `path` with the ending of that format in place of another format's. Only an ending that names a
/// format is replaced: in "frame.0001" it is part of the name.
QString withEnding(QString path, const io::Codec& codec) {
    qsizetype longest = 0;
    for (const io::Codec* each : io::codecs()) {
        for (const std::string_view ending : each->endings) {
            if (path.endsWith(session::fromCore(ending), Qt::CaseInsensitive)) {
                longest = std::max(longest, static_cast<qsizetype>(ending.size()));
            }
        }
    }
    path.chop(longest);
    return path + session::fromCore(codec.endings.front());
}
}  // namespace

ExportDialog::ExportDialog(const std::vector<LayerId>& layers, const QString& path,
                           Describe describe, QWidget* parent)
    : QDialog(parent),
      m_folder(QFileInfo(path).absolutePath()),
      m_describe(std::move(describe)),
      m_layer(new QComboBox(this)),
      m_format(new QComboBox(this)),
      m_compression(new QComboBox(this)),
      m_path(new QLineEdit(QDir::toNativeSeparators(path), this)),
      m_note(new QLabel(this)) {
    setWindowTitle(tr("Export"));
    for (const LayerId id : layers) {
        m_layer->addItem(layerText(id), static_cast<int>(id));
    }
    for (const io::Codec* each : io::codecs()) {
        if (each->prepare != nullptr) {
            m_format->addItem(session::fromCore(each->title), session::fromCore(each->name));
        }
    }
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
    addRow(2, tr("&Compression"), m_compression, 2);
    addRow(3, tr("F&ile"), m_path, 1);
    grid->addWidget(browse, 3, 2);
    grid->addWidget(m_note, 4, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(grid);
    column->addStretch(1);
    column->addWidget(buttons);

    connect(m_layer, &QComboBox::currentIndexChanged, this, [this] {
        checkFormats();
        check();
    });
    connect(m_format, &QComboBox::activated, this, &ExportDialog::takeFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::check);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    checkFormats();
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

std::string ExportDialog::compression() const {
    return m_compression->currentData().toString().toStdString();
}

/// The one that the ending of the path names, or null.
const io::Codec* ExportDialog::codec() const {
    const auto format = io::formatForPath(session::toPath(path()));
    return format ? &io::codecFor(*format) : nullptr;
}

void ExportDialog::browse() {
    // The question about replacing is asked once, by `accept`.
    QString filter = saveFilterFor(path());
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export to"), path(), saveFilter(),
                                                        &filter, QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty()) {
        m_path->setText(QDir::toNativeSeparators(chosen));
    }
}

void ExportDialog::takeFormat() {
    const io::Codec* chosen = io::codecNamed(m_format->currentData().toString().toStdString());
    m_path->setText(withEnding(m_path->text(), *chosen));
}

void ExportDialog::checkFormats() {
    auto* items = qobject_cast<QStandardItemModel*>(m_format->model());
    for (int row = 0; row < m_format->count(); ++row) {
        const io::Codec* each = io::codecNamed(m_format->itemData(row).toString().toStdString());
        const ExportNote note = m_describe(layer(), withEnding(path(), *each));
        items->item(row)->setEnabled(note.possible);
        items->item(row)->setToolTip(note.text);
    }
}

void ExportDialog::offerCompressions(const io::Codec* codec) {
    const auto known = codec != nullptr ? codec->compressions : std::span<const std::string_view>();
    QStringList names;
    for (const std::string_view each : known) {
        names << session::fromCore(each);
    }
    m_compression->setEnabled(!names.isEmpty());
    if (m_compression->property(kOffered).toStringList() == names && m_compression->count() > 0) {
        return;
    }
    m_compression->setProperty(kOffered, names);
    m_compression->clear();
    m_compression->addItem(names.isEmpty() ? tr("no choice") : tr("as usual"), QString());
    for (const QString& name : names) {
        m_compression->addItem(name, name);
    }
}

void ExportDialog::check() {
    const QFileInfo info(path());
    const io::Codec* present = path().isEmpty() ? nullptr : codec();
    ExportNote note(QString(), false);
    if (path().isEmpty()) {
        note.text = tr("Name a file.");
    } else if (!info.dir().exists()) {
        note.text = tr("There is no folder %1.").arg(QDir::toNativeSeparators(info.path()));
    } else if (info.isDir()) {
        note.text = tr("%1 is a folder.").arg(QDir::toNativeSeparators(info.filePath()));
    } else if (present == nullptr) {
        note.text = session::fromCore(io::formatForPath(session::toPath(path())).error().text());
    } else {
        note = m_describe(layer(), path());
    }
    const int format =
        present == nullptr ? -1 : m_format->findData(session::fromCore(present->name));
    if (format >= 0) {
        const QSignalBlocker quiet(m_format);
        m_format->setCurrentIndex(format);
    }
    offerCompressions(present);
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
