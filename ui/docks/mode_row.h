// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QImage>

#include "core/assign/mode.h"

class QLabel;
class QPushButton;

namespace frisket::ui {

class ElidedLabel;

/// A mode in the Modes dock: a picture of its result and what it changes, or why it can't be done
/// and what would help. Checked is the present mode; a click, Enter or Space chooses it.
class ModeRow : public QAbstractButton {
    Q_OBJECT

public:
    explicit ModeRow(assign::Mode mode, QWidget* parent = nullptr);

    [[nodiscard]] assign::Mode mode() const { return m_mode; }
    /// What is said of a mode; what is empty is left out.
    struct Texts {
        QString counts;      ///< "1,204 elements would change"
        QString comparison;  ///< with the present mode
        QString supply;      ///< of a source that is taken in order
        QString problem;     ///< why it can't be done, in place of the picture
        QString fix;         ///< what would help
        QString fixTip;
        bool warns = false;  ///< the comparison or the counts are a warning

        bool operator==(const Texts&) const = default;
    };
    void setTexts(const Texts& texts);
    [[nodiscard]] const Texts& texts() const { return m_texts; }
    void setPicture(const QImage& picture);
    [[nodiscard]] const QImage& picture() const { return m_image; }

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void fixRequested();
    /// An arrow key: the row `step` further is to have the focus.
    void stepped(int step);

protected:
    /// Whoever set it shows which mode is the present one; a click does not.
    void nextCheckState() override {}
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

private:
    void updateColours();

    assign::Mode m_mode;
    Texts m_texts;
    QImage m_image;
    QLabel* m_picture;
    ElidedLabel* m_name;
    ElidedLabel* m_words;
    ElidedLabel* m_counts;
    ElidedLabel* m_comparison;
    ElidedLabel* m_supply;
    QLabel* m_problem;
    QPushButton* m_fix;
};

}  // namespace frisket::ui
