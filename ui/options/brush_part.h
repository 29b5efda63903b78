// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

class QComboBox;
class QSlider;
class QSpinBox;

namespace frisket::ui {

/// Size and nib of what paints.
class BrushPart final : public OptionPart {
    Q_OBJECT

public:
    explicit BrushPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    void addSize();
    void addNib();

    QSlider* m_slider = nullptr;
    QSpinBox* m_size = nullptr;
    QComboBox* m_nib = nullptr;
};

}  // namespace frisket::ui
