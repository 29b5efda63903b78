// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"
#include "ui/session/refine_preview.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;

namespace frisket::ui {

/// Which refinement, with the numbers that it can be told, and what it would change.
class RefinePart final : public OptionPart {
    Q_OBJECT

public:
    explicit RefinePart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    void addKinds();
    void addNumber();
    void addRest();
    void store();
    void showChange();

    session::RefinePreview& m_preview;
    QComboBox* m_kind = nullptr;
    QLabel* m_numberName = nullptr;
    QSlider* m_slider = nullptr;
    QDoubleSpinBox* m_number = nullptr;  ///< the one that counts most
    QComboBox* m_shape = nullptr;
    QComboBox* m_side = nullptr;
    QCheckBox* m_corners = nullptr;
    QLabel* m_spacingName = nullptr;
    QDoubleSpinBox* m_spacingY = nullptr;
    QDoubleSpinBox* m_spacingX = nullptr;
    QCheckBox* m_allSlices = nullptr;
    QLabel* m_counts = nullptr;
    QAction* m_commit = nullptr;
};

}  // namespace frisket::ui
