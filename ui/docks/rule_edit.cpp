// SPDX-License-Identifier: MIT
#include "ui/docks/rule_edit.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QCompleter>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

#include "ui/session/core_text.h"

namespace frisket::ui {

namespace {
/// Rest after a key before the rule is looked at.
constexpr int kRestMs = 250;
constexpr int kMostOffers = 200;
constexpr int kTextRole = Qt::UserRole;
constexpr int kBeginRole = Qt::UserRole + 1;

bool isWordPart(QChar c) { return c.isLetterOrNumber() || c == '_' || c == '"' || c == '\''; }
}  // namespace

RuleEdit::RuleEdit(QWidget* parent)
    : QPlainTextEdit(parent),
      m_completer(new QCompleter(this)),
      m_offers(new QStandardItemModel(this)) {
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_completer->setWidget(this);
    m_completer->setModel(m_offers);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            &RuleEdit::insert);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        check();
        emit typed(!m_error && !rule().isEmpty());
    });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting) {
            setExtraSelections({});
            m_rest.start();
        }
    });
}

QSize RuleEdit::minimumSizeHint() const {
    const int lines = 3;
    const int frame = 2 * frameWidth() + static_cast<int>(2 * document()->documentMargin());
    return {120, lines * fontMetrics().lineSpacing() + frame};
}

QSize RuleEdit::sizeHint() const { return minimumSizeHint(); }

void RuleEdit::setRule(const QString& rule) {
    m_rest.stop();
    if (rule != this->rule()) {
        m_setting = true;
        setPlainText(rule);
        m_setting = false;
    }
    check();
}

void RuleEdit::recheck() {
    if (!m_rest.isActive()) {
        check();
    }
}

void RuleEdit::check() {
    m_error = m_check && !rule().isEmpty() ? m_check(toPlainText()) : std::nullopt;
    underline();
}

int RuleEdit::placeOf(std::int64_t byte) const {
    const QByteArray text = toPlainText().toUtf8();
    return static_cast<int>(QString::fromUtf8(text.left(static_cast<qsizetype>(byte))).size());
}

void RuleEdit::underline() {
    QList<QTextEdit::ExtraSelection> marks;
    if (m_error) {
        QTextEdit::ExtraSelection mark;
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(Qt::red);
        mark.cursor = textCursor();
        const int last = std::max<int>(0, static_cast<int>(toPlainText().size()) - 1);
        const int begin = std::min(placeOf(m_error->span.begin), last);
        mark.cursor.setPosition(begin);
        mark.cursor.setPosition(std::clamp(placeOf(m_error->span.end()), begin + 1, last + 1),
                                QTextCursor::KeepAnchor);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void RuleEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        if (m_rest.isActive()) {
            m_rest.stop();
            check();
            emit typed(!m_error && !rule().isEmpty());
        }
        emit accepted();
    }
}

void RuleEdit::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_completer->popup()->isVisible() &&
        (enter || event->key() == Qt::Key_Escape || event->key() == Qt::Key_Tab)) {
        event->ignore();  // the list's own
        return;
    }
    if (enter && !event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_rest.stop();
        check();
        emit typed(!m_error && !rule().isEmpty());
        emit accepted();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        m_rest.stop();
        emit cancelled();
        return;
    }
    const bool asks = event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier;
    if (!asks) {
        QPlainTextEdit::keyPressEvent(event);
    }
    const QString typed = event->text();
    const bool word = !typed.isEmpty() && isWordPart(typed[0]);
    if (asks || word || (event->key() == Qt::Key_Backspace && m_completer->popup()->isVisible())) {
        offer();
    } else {
        m_completer->popup()->hide();
    }
}

/// What could stand at the cursor, below it.
void RuleEdit::offer() {
    if (!m_inputs) {
        return;
    }
    const QString text = toPlainText();
    const std::vector<rules::InputType> inputs = m_inputs();
    const auto offers = rules::complete(text.toStdString(),
                                        text.left(textCursor().position()).toUtf8().size(), inputs);
    m_offers->clear();
    for (const rules::Completion& each : offers) {
        auto* item = new QStandardItem(QStringLiteral("%1   %2").arg(
            session::fromCore(each.text), session::fromCore(each.meaning)));
        item->setData(session::fromCore(each.text), kTextRole);
        item->setData(placeOf(each.replaces.begin), kBeginRole);
        m_offers->appendRow(item);
        if (m_offers->rowCount() == kMostOffers) {
            break;
        }
    }
    if (m_offers->rowCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width() + 12);
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void RuleEdit::insert(const QModelIndex& chosen) {
    QTextCursor cursor = textCursor();
    cursor.setPosition(chosen.data(kBeginRole).toInt(), QTextCursor::KeepAnchor);
    cursor.insertText(chosen.data(kTextRole).toString());
    setTextCursor(cursor);
}

}  // namespace frisket::ui
