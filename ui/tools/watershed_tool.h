// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/scribble_tool.h"

namespace frisket::ui {

/// Grows scribbles until they meet at edges: each left one is an object, right ones are background.
/// Or, as the options say, a click splits what hangs together there across its necks.
class WatershedTool final : public ScribbleTool {
public:
    explicit WatershedTool(ToolContext context);

    void press(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    [[nodiscard]] QCursor cursor() const override { return {Qt::CrossCursor}; }

private:
    [[nodiscard]] Look look(std::vector<smart::Mark> marks) const override;

    bool m_splits = false;  ///< between press and release
};

}  // namespace frisket::ui
