// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/tool.h"

namespace frisket::ui {

/// Joins what is like the pixel that is clicked: what hangs together with it, or with Similarity
/// not contiguous everything. Modifiers as for shapes.
class FillTool final : public Tool {
public:
    explicit FillTool(ToolContext context) : m_context(context) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent&) override {}
    void release(const ImagePointerEvent& event) override;
    void cancel() override { m_pressed = false; }
    [[nodiscard]] QCursor cursor() const override;
    void paintOverlay(QPainter&, const ViewTransform&, const std::optional<base::Point>&,
                      const QRect&) const override {}
    [[nodiscard]] QRegion overlayRegion(const ViewTransform&, const std::optional<base::Point>&,
                                        const QRect&) const override {
        return {};
    }

private:
    ToolContext m_context;
    bool m_pressed = false;
    session::Join m_join = session::Join::Add;
};

}  // namespace frisket::ui
