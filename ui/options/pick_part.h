// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

class QComboBox;

namespace frisket::ui {

/// What a click of the pick tool does, and with which layer.
class PickPart final : public OptionPart {
    Q_OBJECT

public:
    explicit PickPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    void store();

    QComboBox* m_action;
    QComboBox* m_layer;
};

}  // namespace frisket::ui
