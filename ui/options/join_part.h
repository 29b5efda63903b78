// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

namespace frisket::ui {

/// How shapes and fills join the condition.
class JoinPart final : public OptionPart {
    Q_OBJECT

public:
    explicit JoinPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;
    void setIcons(const QPalette& palette) override;

private:
    QList<QAction*> m_joins;  ///< in the order of session::Join
};

}  // namespace frisket::ui
