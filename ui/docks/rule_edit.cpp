// SPDX-License-Identifier: MIT
#include "ui/docks/rule_edit.h"

#include <algorithm>

#include <QFontDatabase>
#include <QKeyEvent>
#include <QListView>
#include <QScreen>
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

RuleEdit::RuleEdit(int lines, QWidget* parent)
    : QPlainTextEdit(parent),
      m_list(new QListView(this)),
      m_offers(new QStandardItemModel(this)),
      m_lines(lines) {
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_list->setWindowFlags(Qt::ToolTip | Qt::FramelessWindowHint);
    m_list->setAttribute(Qt::WA_ShowWithoutActivating);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setModel(m_offers);
    m_list->setAccessibleName(tr("What can stand here"));
    connect(m_list, &QListView::clicked, this, &RuleEdit::insert);
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
    const int frame = 2 * frameWidth() + static_cast<int>(2 * document()->documentMargin());
    return {120, m_lines * fontMetrics().lineSpacing() + frame};
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
    m_list->hide();
    if (event->reason() != Qt::PopupFocusReason) {
        if (m_rest.isActive()) {
            m_rest.stop();
            check();
            emit typed(!m_error && !rule().isEmpty());
        }
        emit accepted();
    }
}

bool RuleEdit::event(QEvent* event) {
    // Keys that the list or the rule takes are no commands of the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || (m_list->isVisible() && key == Qt::Key_Tab)) {
            event->accept();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void RuleEdit::hideEvent(QHideEvent* event) {
    m_list->hide();
    QPlainTextEdit::hideEvent(event);
}

/// What a key means for the list that is seen; false where it means nothing.
bool RuleEdit::keyOfList(int key) {
    const int row = m_list->currentIndex().row();
    const int last = m_offers->rowCount() - 1;
    switch (key) {
        case Qt::Key_Up:
        case Qt::Key_Down:
            m_list->setCurrentIndex(
                m_offers->index(std::clamp(row + (key == Qt::Key_Up ? -1 : 1), 0, last), 0));
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab:
            insert(m_list->currentIndex());
            return true;
        case Qt::Key_Escape:
            m_list->hide();
            return true;
        default:
            return false;
    }
}

void RuleEdit::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_list->isVisible() && event->modifiers() == Qt::NoModifier && keyOfList(event->key())) {
        return;
    }
    if (enter && !event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_rest.stop();
        check();
        emit typed(!m_error && !rule().isEmpty());
        emit accepted();
        if (!m_error) {
            emit left();
        }
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        m_rest.stop();
        emit cancelled();
        emit left();
        return;
    }
    const bool asks = event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier;
    if (!asks) {
        QPlainTextEdit::keyPressEvent(event);
    }
    const QString typed = event->text();
    const bool word = !typed.isEmpty() && isWordPart(typed[0]);
    if (asks || word || (event->key() == Qt::Key_Backspace && m_list->isVisible())) {
        offer();
    } else {
        m_list->hide();
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
        m_list->hide();
        return;
    }
    constexpr int kMostRows = 10;
    const int rows = std::min(m_offers->rowCount(), kMostRows);
    const int frame = 2 * m_list->frameWidth();
    m_list->resize(
        m_list->sizeHintForColumn(0) + m_list->verticalScrollBar()->sizeHint().width() + frame + 8,
        rows * m_list->sizeHintForRow(0) + frame);
    m_list->setCurrentIndex(m_offers->index(0, 0));
    const QRect cursor(viewport()->mapToGlobal(cursorRect().topLeft()), cursorRect().size());
    const QRect room = screen()->availableGeometry();
    const int below = cursor.bottom() + 2;
    const bool fits = below + m_list->height() <= room.bottom();
    m_list->move(std::min(cursor.left(), room.right() - m_list->width()),
                 fits ? below : cursor.top() - 2 - m_list->height());
    m_list->show();
}

void RuleEdit::insert(const QModelIndex& chosen) {
    QTextCursor cursor = textCursor();
    cursor.setPosition(chosen.data(kBeginRole).toInt(), QTextCursor::KeepAnchor);
    cursor.insertText(chosen.data(kTextRole).toString());
    setTextCursor(cursor);
    m_list->hide();
}

}  // namespace frisket::ui
