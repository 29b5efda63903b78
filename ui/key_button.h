// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QKeyEvent>

#include "ui/session/shortcut_presets.h"

namespace frisket::ui {

/// The key that an event is about, as commands have it; nothing for a bare modifier. Shift counts
/// only where the key would be the same without it: "?", not "Shift+?".
[[nodiscard]] QKeySequence keyOf(const QKeyEvent& event);

/// Shows keys as caps. Clicked, or with Enter or Space, it waits for a key: Esc, Tab and a click
/// elsewhere leave all as it was, Backspace means no key.
class KeyButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit KeyButton(QWidget* parent = nullptr);

    void setKeys(const session::Keys& keys);
    /// What is shown while there are no keys.
    void setEmptyText(const QString& text);
    /// A frame at all times, as a field has.
    void setFramed(bool framed);
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void picked(const QKeySequence& key);
    void cleared();
    /// It began or ended waiting for a key.
    void waitingChanged(bool waiting);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// A cap, or a word between caps.
    struct Piece {
        QString text;
        bool isCap = true;
    };
    [[nodiscard]] QList<Piece> pieces() const;
    [[nodiscard]] int widthOf(const Piece& piece) const;
    void setWaiting(bool waiting);

    session::Keys m_keys;
    QString m_emptyText;
    bool m_waiting = false;
    bool m_framed = false;
};

}  // namespace frisket::ui
