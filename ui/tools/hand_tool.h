// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tools/tool.h"

namespace frisket::ui {

/// Moves the image under the window.
class HandTool final : public Tool {
public:
    explicit HandTool(ToolContext context) : m_context(context) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override { m_last.reset(); }
    [[nodiscard]] QCursor cursor() const override;
    void paintOverlay(QPainter&, const ViewTransform&, const std::optional<base::Point>&,
                      const QRect&) const override {}
    [[nodiscard]] QRegion overlayRegion(const ViewTransform&, const std::optional<base::Point>&,
                                        const QRect&) const override {
        return {};
    }

private:
    ToolContext m_context;
    std::optional<QPoint> m_last;  ///< device place up to which the image has followed
};

}  // namespace frisket::ui
