// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"
#include "ui/session/speck_preview.h"

class QCheckBox;
class QLabel;
class QSlider;
class QSpinBox;

namespace frisket::ui {

/// What counts as a speck, and how many there are.
class SpecksPart : public OptionPart {
    Q_OBJECT

public:
    explicit SpecksPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    void store();
    void showFound();

    session::SpeckPreview& m_preview;
    QSlider* m_slider;
    QSpinBox* m_size;
    QCheckBox* m_corners;
    QCheckBox* m_background;
    QLabel* m_counts;
    QAction* m_remove;
};

}  // namespace frisket::ui
