// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace frisket::ui {

/// How the brush follows the hand: steadied, by the pen's pressure, with copies.
class StrokePart final : public OptionPart {
    Q_OBJECT

public:
    explicit StrokePart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    void addHand();
    void addSymmetry();
    void store();

    QSpinBox* m_steadiness = nullptr;
    QCheckBox* m_pressure = nullptr;
    QComboBox* m_kind = nullptr;
    QSpinBox* m_arms = nullptr;
    QAction* m_middle = nullptr;
};

}  // namespace frisket::ui
