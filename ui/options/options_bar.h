// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QToolBar>

#include "ui/options/option_part.h"

namespace frisket::ui {

class LimitsPart;

/// The options of the tool in the hand, in parts that tools share.
class OptionsBar : public QToolBar {
    Q_OBJECT

public:
    /// All outlive the bar. `canvas` gets the keys back when a number was typed.
    OptionsBar(session::Document& document, const session::LayerStyles& styles,
               session::ToolOptions& options, ToolManager& tools, QWidget& canvas, QWidget* parent);

    [[nodiscard]] LimitsPart& limits() { return *m_limits; }

    /// Draws the icons in the colours of `palette`; again when the theme changes.
    void setIcons(const QPalette& palette);

private:
    void showTool(ToolId id);
    /// Takes the height of all parts, so that the canvas stays where it is whatever tool is chosen.
    void reserveHeight();
    void showOptions();

    LimitsPart* m_limits;
    ToolManager& m_tools;
    QList<OptionPart*> m_parts;
};

}  // namespace frisket::ui
