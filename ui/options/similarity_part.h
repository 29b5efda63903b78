// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace frisket::ui {

/// What a fill goes by.
class SimilarityPart final : public OptionPart {
    Q_OBJECT

public:
    explicit SimilarityPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    void store();

    QComboBox* m_layer;
    QDoubleSpinBox* m_tolerance;
    QCheckBox* m_contiguous;
    QCheckBox* m_corners;
};

}  // namespace frisket::ui
