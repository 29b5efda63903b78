// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

class QToolButton;

namespace frisket::ui {

class LimitsPanel;

/// Where all that paints may go: says it in short, opens the panel and clears it.
class LimitsPart final : public OptionPart {
    Q_OBJECT

public:
    explicit LimitsPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;
    void setIcons(const QPalette& palette) override;

    /// Opens the panel over the corner of the image, or closes it.
    void setOpen(bool open);

private:
    session::Document& m_document;
    QWidget& m_canvas;
    QToolButton* m_button;
    QToolButton* m_clear;
    LimitsPanel* m_panel;  ///< a child of the window
};

}  // namespace frisket::ui
