// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace frisket::ui {

/// What is painted: the condition, or a label straight into the destination. Also tells the options
/// the label's colour, in which outlines are drawn.
class TargetPart final : public OptionPart {
    Q_OBJECT

public:
    explicit TargetPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;
    void setIcons(const QPalette& palette) override;

private:
    void store();
    void showLook(const session::PaintTarget& target);

    QComboBox* m_into;
    QLineEdit* m_value;
    QAction* m_swatch;
    QLabel* m_name;
};

}  // namespace frisket::ui
