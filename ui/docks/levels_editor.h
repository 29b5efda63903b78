// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QWidget>

#include "core/measure/sample.h"
#include "ui/session/layer_styles.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace frisket::ui {

/// Edits which values a ramp of colours spans: all, the middle ones, or two numbers; and which way
/// round. The numbers of the first two are shown, and whether they were found from a sample.
class LevelsEditor : public QWidget {
    Q_OBJECT

public:
    explicit LevelsEditor(QWidget* parent = nullptr);

    /// Tells nobody. Without ranges only the numbers of Levels::Manual are known.
    void setStyle(const session::LayerStyle& style,
                  const std::optional<measure::ValueRanges>& ranges);

signals:
    /// A person changed `levels`, `low`, `high` or `invert` of the style last set.
    void styleEdited(const frisket::session::LayerStyle& style);

private:
    void chooseLevels();
    void takeNumbers();

    session::LayerStyle m_style;
    std::optional<measure::ValueRanges> m_ranges;
    QComboBox* m_levels;
    QCheckBox* m_invert;
    QLineEdit* m_low;
    QLineEdit* m_high;
    QLabel* m_note;
};

}  // namespace frisket::ui
