// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace frisket::ui {

/// One line of plain text in the widget's WindowText colour, which ends in "…" where it does not
/// fit. The whole text is the tooltip then, unless another one was set. Unlike a QLabel it never
/// asks for the width of its text.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    [[nodiscard]] const QString& text() const { return m_text; }
    void setText(const QString& text);
    /// ElideMiddle suits paths.
    void setElideMode(Qt::TextElideMode mode);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString fitting() const;

    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

}  // namespace frisket::ui
