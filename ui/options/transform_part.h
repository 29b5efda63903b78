// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "ui/options/option_part.h"

class QCheckBox;
class QDoubleSpinBox;

namespace frisket::ui {

/// Where what floats lies, as numbers, and what can be done to it.
class TransformPart final : public OptionPart {
    Q_OBJECT

public:
    explicit TransformPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;
    void setIcons(const QPalette& palette) override;

private:
    QDoubleSpinBox* addNumber(const QString& text, const QString& name, const QString& tip);
    void addSteps();
    void addEnds();
    void scale(double paint::Placement::*axis, double percent);
    void turn();

    [[nodiscard]] session::Floating& floating() const { return options().floating(); }

    QDoubleSpinBox* m_x;
    QDoubleSpinBox* m_y;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QDoubleSpinBox* m_angle;
    QCheckBox* m_keeps = nullptr;
    QList<QAction*> m_steps;  ///< mirror across and down, turn left and right
    QList<QAction*> m_ends;   ///< done, discard
};

}  // namespace frisket::ui
