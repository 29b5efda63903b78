// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QFrame>

#include "ui/session/document.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSlider;
class QToolButton;

namespace frisket::ui {

/// Edits one term of the limits of painting: layer, whether it must or must not have a value, and
/// the labels or the range.
class LimitRow : public QWidget {
    Q_OBJECT

public:
    LimitRow(const session::Document& document, QWidget* parent);

    /// Tells nobody.
    void setTerm(const session::LimitTerm& term);
    /// Whether a click on the canvas is waited for, to take a value from.
    void setPicking(bool picking);
    void setIcons(const QPalette& palette);

signals:
    /// A person changed the term last set.
    void edited(const frisket::session::LimitTerm& term);
    void pickToggled(bool wanted);
    void removeClicked();

private:
    void addRange();
    void takeLabels(const QString& text);
    void takeBound(std::size_t end, double value);
    /// Least and largest value that the sliders reach.
    [[nodiscard]] std::pair<double, double> span() const;
    /// Whether the layer has whole numbers only.
    [[nodiscard]] bool isWhole() const;
    void tell();

    const session::Document& m_document;
    session::LimitTerm m_term;
    QComboBox* m_layer;
    QComboBox* m_relation;
    QLineEdit* m_labels;
    QWidget* m_range;
    std::array<QSlider*, 2> m_sliders{};  ///< low and high
    std::array<QDoubleSpinBox*, 2> m_bounds{};
    QToolButton* m_pick;
    QToolButton* m_remove;
};

}  // namespace frisket::ui
