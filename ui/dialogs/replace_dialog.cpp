// SPDX-License-Identifier: MIT
#include "ui/dialogs/replace_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "ui/session/core_text.h"
#include "ui/session/pixel_facts.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kRestMilliseconds = 150;  ///< of typing, before pixels are counted
}  // namespace

ReplaceDialog::ReplaceDialog(session::Document& document, const session::LayerStyles& styles,
                             const session::LabelChange& change, QWidget* parent)
    : QDialog(parent),
      m_document(document),
      m_styles(styles),
      m_from(addLabel(change.from, tr("Label to replace"))),
      m_to(addLabel(change.to, tr("Label that takes its place"))),
      m_swaps(new QCheckBox(tr("S&wap: the other way round too"))),
      m_slice(new QRadioButton(tr("In the shown &slice"))),
      m_whole(new QRadioButton(tr("In the whole &array"))),
      m_selected(new QCheckBox(tr("&Only where the condition is true"))),
      m_words(new QLabel) {
    setWindowTitle(tr("Replace label"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    auto* labels = new QFormLayout;
    labels->addRow(tr("Label of the &destination"), m_from);
    labels->addRow(tr("&becomes"), m_to);
    column->addLayout(labels);
    m_swaps->setChecked(change.swaps);
    column->addWidget(m_swaps);
    column->addSpacing(6);
    const bool hasSlices = document.shownPlane().index.rank() > 2;
    m_slice->setChecked(hasSlices && !change.wholeArray);
    m_whole->setChecked(!m_slice->isChecked());
    for (QRadioButton* button : {m_slice, m_whole}) {
        button->setVisible(hasSlices);
        column->addWidget(button);
    }
    m_selected->setChecked(change.whereCondition);
    m_selected->setEnabled(document.selectedCount() > 0);
    column->addWidget(m_selected);
    // Always as high as two lines, so that nothing jumps when there is more to say.
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_words->setMinimumHeight(2 * m_words->fontMetrics().lineSpacing());
    m_words->setMinimumWidth(380);
    column->addSpacing(6);
    column->addWidget(m_words);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_replace = buttons->button(QDialogButtonBox::Ok);
    m_replace->setText(tr("&Replace"));
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ReplaceDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ReplaceDialog::reject);
    for (QLineEdit* edit : {m_from, m_to}) {
        connect(edit, &QLineEdit::textChanged, this, &ReplaceDialog::recountSoon);
    }
    for (QAbstractButton* button :
         {static_cast<QAbstractButton*>(m_swaps), static_cast<QAbstractButton*>(m_slice),
          static_cast<QAbstractButton*>(m_selected)}) {
        connect(button, &QAbstractButton::toggled, this, &ReplaceDialog::recountSoon);
    }
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ReplaceDialog::recount);
    recountSoon();
    (change.from.isEmpty() ? m_from : m_to)->setFocus();
}

ReplaceDialog::~ReplaceDialog() = default;

QLineEdit* ReplaceDialog::addLabel(const QString& value, const QString& words) {
    auto* edit = new QLineEdit(value, this);
    edit->setAccessibleName(words);
    edit->setMaximumWidth(140);
    return edit;
}

session::LabelChange ReplaceDialog::change() const {
    return {m_from->text(), m_to->text(), m_swaps->isChecked(), m_whole->isChecked(),
            m_selected->isChecked() && m_selected->isEnabled()};
}

QString ReplaceDialog::words() const { return m_words->text(); }

QString ReplaceDialog::named(const QString& value) const {
    const auto scalar = assign::parseScalar(value.trimmed().toStdString(),
                                            m_document.dtype(session::LayerId::Destination));
    if (!scalar) {
        return value;
    }
    const session::Element element{scalar->dtype, scalar->bytes};
    const QString name = nameOf(m_styles.labels(), element);
    return name.isEmpty() ? element.text() : tr("%1 (%2)").arg(element.text(), name);
}

void ReplaceDialog::recountSoon() {
    say(tr("Counting…"), false, false);
    if (m_counting) {
        m_document.jobs().cancel();  // of what was asked before
    }
    m_soon.start(kRestMilliseconds);
}

void ReplaceDialog::recount() {
    if (m_counting || m_document.busy()) {
        m_soon.start(kRestMilliseconds);
        return;
    }
    const session::LabelChange asked = change();
    if (asked.from.trimmed().isEmpty() || asked.to.trimmed().isEmpty()) {
        say(tr("Say which label becomes which."), false, false);
        return;
    }
    const QPointer<ReplaceDialog> self(this);
    m_counting = true;
    const auto counts = m_document.countReplacement(asked);
    if (!self) {
        return;
    }
    m_counting = false;
    if (m_soon.isActive()) {
        return;  // something else is asked by now
    }
    if (!counts) {
        say(QString::fromStdString(counts.error().text()), true, false);
        return;
    }
    QString words =
        tr("%L1 px of %2 become %3.").arg(counts->toTo).arg(named(asked.from), named(asked.to));
    if (asked.swaps) {
        words += QLatin1Char('\n') + tr("%L1 px of %2 become %3.")
                                         .arg(counts->toFrom)
                                         .arg(named(asked.to), named(asked.from));
    }
    say(words, false, counts->all() > 0);
}

void ReplaceDialog::say(const QString& words, bool isProblem, bool canReplace) {
    QPalette colours = palette();
    if (isProblem) {
        colours.setColor(QPalette::WindowText, errorText(palette()));
    }
    m_words->setPalette(colours);
    m_words->setText(words);
    m_replace->setEnabled(canReplace);
}

void ReplaceDialog::done(int result) {
    m_soon.stop();
    if (m_counting) {
        m_document.jobs().cancel();
    }
    QDialog::done(result);
}

}  // namespace frisket::ui
