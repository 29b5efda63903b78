// SPDX-License-Identifier: MIT
#include "ui/dialogs/preferences_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/byte_words.h"
#include "ui/session/settings.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kWidth = 440;
constexpr int kUseHeight = 4;  ///< lines that the words about what is in use may take

QLabel* words(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QSpinBox* megabytesBox(int least, int most, int value, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setSingleStep(64);
    box->setSuffix(PreferencesDialog::tr(" MB"));
    box->setGroupSeparatorShown(true);
    box->setValue(value);
    return box;
}
}  // namespace

PreferencesDialog::PreferencesDialog(const Preferences& present, const edit::History& history,
                                     QWidget* parent)
    : QDialog(parent), m_used(history.bytes()), m_steps(static_cast<qsizetype>(history.size())) {
    setWindowTitle(tr("Preferences"));
    auto* pages = new QTabWidget(this);
    pages->addTab(historyPage(present.historyMegabytes), tr("&History"));
    pages->addTab(filesPage(present.fileMegabytes), tr("&Files"));
    pages->addTab(lookPage(present.theme), tr("&Look"));
    auto* buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, Qt::Horizontal, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(pages);
    column->addWidget(buttons);
    showUse();
    resize(kWidth, sizeHint().height());
}

QWidget* PreferencesDialog::historyPage(int megabytes) {
    auto* page = new QWidget(this);
    m_history = megabytesBox(session::kLeastHistory, session::kMostHistory, megabytes, page);
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setToolTip(
        tr("Memory that the steps for undo may hold together; the oldest are dropped beyond it"));
    m_use = words({}, page);
    m_use->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_use->setMinimumHeight(kUseHeight * m_use->fontMetrics().lineSpacing());
    auto* form = new QFormLayout(page);
    form->addRow(tr("&Memory for undo:"), m_history);
    form->addRow(m_use);
    connect(m_history, &QSpinBox::valueChanged, this, &PreferencesDialog::showUse);
    return page;
}

QWidget* PreferencesDialog::filesPage(int megabytes) {
    auto* page = new QWidget(this);
    m_files = megabytesBox(session::kLeastFileMemory, session::kMostFileMemory, megabytes, page);
    m_files->setToolTip(
        tr("Memory that the array of one file may take; a file that says it is larger is not "
           "opened"));
    QLabel* about = words(tr("A file is asked for its size before any memory is taken. One that "
                             "needs more than this is refused, be it large, broken or hostile."),
                          page);
    about->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* form = new QFormLayout(page);
    form->addRow(tr("Memory for a &file:"), m_files);
    form->addRow(about);
    return page;
}

QWidget* PreferencesDialog::lookPage(session::Theme theme) {
    auto* page = new QWidget(this);
    m_theme = new QComboBox(page);
    m_theme->addItem(tr("As the system"), static_cast<int>(session::Theme::System));
    m_theme->addItem(tr("Light"), static_cast<int>(session::Theme::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(session::Theme::Dark));
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(theme)));
    auto* form = new QFormLayout(page);
    form->addRow(tr("&Theme:"), m_theme);
    return page;
}

void PreferencesDialog::showUse() {
    QString text =
        m_steps == 1
            ? tr("In use now: %1 by 1 step.").arg(byteWords(m_used))
            : tr("In use now: %1 by %2 steps.").arg(byteWords(m_used), tr("%L1").arg(m_steps));
    const bool drops = m_used > qint64{m_history->value()} << 20;
    if (drops) {
        text += QLatin1Char('\n') + tr("The oldest steps beyond this limit are dropped as soon as "
                                       "you accept; they can't be undone then.");
    }
    m_use->setText(text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, drops ? warningText(palette()) : quietText(palette()));
    m_use->setPalette(colours);
}

Preferences PreferencesDialog::preferences() const {
    return {m_history->value(), m_files->value(),
            static_cast<session::Theme>(m_theme->currentData().toInt())};
}

}  // namespace frisket::ui
