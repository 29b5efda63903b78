// SPDX-License-Identifier: MIT
#include "ui/key_button.h"

#include <QPainter>

#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kCapMargin = 6;  ///< to the left and right of a cap's text
constexpr int kGap = 3;        ///< between pieces
constexpr int kEdge = 5;       ///< around all
constexpr int kLeastCap = 22;
}  // namespace

QKeySequence keyOf(const QKeyEvent& event) {
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    int key = event.key();
    if (key == Qt::Key_Backtab) {
        key = Qt::Key_Tab;
    }
    const QString text = event.text();
    const bool makesSymbol = !text.isEmpty() && text.front().isPrint() &&
                             !text.front().isLetterOrNumber() && !text.front().isSpace();
    if (makesSymbol || key == Qt::Key_Question) {
        modifiers.setFlag(Qt::ShiftModifier, false);
    }
    const QKeySequence sequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
    return session::isKey(sequence) ? sequence : QKeySequence();
}

KeyButton::KeyButton(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { setWaiting(!m_waiting); });
}

void KeyButton::setKeys(const session::Keys& keys) {
    m_keys = keys;
    updateGeometry();
    update();
}

void KeyButton::setEmptyText(const QString& text) {
    m_emptyText = text;
    updateGeometry();
    update();
}

void KeyButton::setFramed(bool framed) {
    m_framed = framed;
    update();
}

QList<KeyButton::Piece> KeyButton::pieces() const {
    if (m_waiting) {
        return {{tr("Press a key…"), false}};
    }
    if (m_keys.isEmpty()) {
        return {{m_emptyText, false}};
    }
    QList<Piece> pieces;
    for (const QKeySequence& sequence : m_keys) {
        if (!pieces.isEmpty()) {
            pieces.append({tr("or"), false});
        }
        for (int i = 0; i < sequence.count(); ++i) {
            const QKeyCombination chord = sequence[static_cast<uint>(i)];
            for (const Qt::KeyboardModifier modifier :
                 {Qt::MetaModifier, Qt::ControlModifier, Qt::AltModifier, Qt::ShiftModifier}) {
                if (chord.keyboardModifiers().testFlag(modifier)) {
                    QString name =
                        QKeySequence(static_cast<int>(modifier)).toString(QKeySequence::NativeText);
                    name.chop(name.endsWith(u'+') ? 1 : 0);
                    pieces.append({name, true});
                }
            }
            pieces.append({QKeySequence(chord.key()).toString(QKeySequence::NativeText), true});
        }
    }
    return pieces;
}

int KeyButton::widthOf(const Piece& piece) const {
    const int text = fontMetrics().horizontalAdvance(piece.text);
    return piece.isCap ? std::max(kLeastCap, text + 2 * kCapMargin) : text;
}

QSize KeyButton::sizeHint() const {
    int width = 2 * kEdge - kGap;
    for (const Piece& piece : pieces()) {
        width += widthOf(piece) + kGap;
    }
    return {std::max(width, 64), fontMetrics().height() + 10};
}

void KeyButton::setWaiting(bool waiting) {
    if (waiting != m_waiting) {
        m_waiting = waiting;
        updateGeometry();
        update();
        emit waitingChanged(waiting);
    }
}

bool KeyButton::event(QEvent* event) {
    if (m_waiting && event->type() == QEvent::ShortcutOverride) {
        event->accept();  // what is pressed now asks for nothing
        return true;
    }
    if (m_waiting && event->type() == QEvent::KeyPress) {
        // Tab comes here, too, before it moves the focus.
        auto* press = static_cast<QKeyEvent*>(event);
        if (press->key() != Qt::Key_Tab && press->key() != Qt::Key_Backtab) {
            keyPressEvent(press);
            return true;
        }
        setWaiting(false);
    }
    return QAbstractButton::event(event);
}

void KeyButton::keyPressEvent(QKeyEvent* event) {
    if (!m_waiting) {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            click();
        } else {
            QAbstractButton::keyPressEvent(event);
        }
        return;
    }
    event->accept();
    const bool bare = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (bare && event->key() == Qt::Key_Escape) {
        setWaiting(false);
    } else if (bare && event->key() == Qt::Key_Backspace) {
        setWaiting(false);
        emit cleared();
    } else if (const QKeySequence key = keyOf(*event); !key.isEmpty() && !event->isAutoRepeat()) {
        setWaiting(false);
        emit picked(key);
    }
}

void KeyButton::focusOutEvent(QFocusEvent* event) {
    setWaiting(false);
    QAbstractButton::focusOutEvent(event);
}

void KeyButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool lit = underMouse() && isEnabled();
    const QColor text = palette().color(QPalette::ButtonText);
    const QColor line = mixed(palette().color(QPalette::Window), text, 0.35);
    if (m_waiting || hasFocus() || lit || m_framed) {
        painter.setPen(m_waiting || hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5)
                       : m_framed              ? QPen(line, 1)
                                               : QPen(Qt::NoPen));
        painter.setBrush(m_waiting ? QBrush(chosenBackground(palette()))
                         : lit     ? QBrush(hoverBackground(palette()))
                                   : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(frame, 4, 4);
    }
    const QList<Piece> all = pieces();
    int width = -kGap;
    for (const Piece& piece : all) {
        width += widthOf(piece) + kGap;
    }
    int x = this->width() - kEdge - width;
    for (const Piece& piece : all) {
        const QRect cap(x, 3, widthOf(piece), height() - 6);
        if (piece.isCap) {
            painter.setPen(line);
            painter.setBrush(palette().color(QPalette::Base));
            painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        }
        painter.setPen(piece.isCap || m_waiting ? text : quietText(palette()));
        painter.drawText(cap, Qt::AlignCenter, piece.text);
        x += cap.width() + kGap;
    }
}

}  // namespace frisket::ui
