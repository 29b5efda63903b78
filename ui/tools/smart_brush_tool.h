// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/brush_tool.h"

namespace frisket::ui {

/// A brush that stops at edges: under the nib it paints what is like the pixels under its middle
/// and hangs together with them. Buttons and keys as of the brush.
class SmartBrushTool final : public BrushTool {
public:
    explicit SmartBrushTool(ToolContext context) : BrushTool(context, true) {}

private:
    void paint(const std::vector<paint::Sweep>& sweeps) override;
    [[nodiscard]] condition::BitRegion dab(const paint::Nib& nib, base::Point at) const;
};

}  // namespace frisket::ui
