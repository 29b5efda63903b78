// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/profile.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// Draws the line along which the Profile dock shows values, from pixel centre to pixel centre;
/// with Shift in steps of 45 degrees. A click without a drag takes the line away. Changes no mask.
class ProfileTool final : public Tool {
public:
    explicit ProfileTool(ToolContext context) : m_context(context) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    [[nodiscard]] QCursor cursor() const override { return {Qt::CrossCursor}; }
    // The canvas draws the line, whatever tool is in the hand.
    void paintOverlay(QPainter&, const ViewTransform&, const std::optional<base::Point>&,
                      const QRect&) const override {}
    [[nodiscard]] QRegion overlayRegion(const ViewTransform&, const std::optional<base::Point>&,
                                        const QRect&) const override {
        return {};
    }

private:
    ToolContext m_context;
    std::optional<base::Point> m_from;
    std::optional<session::MeasuredLine> m_before;
};

/// The pixel centre on the nearest line through `from` at a multiple of 45 degrees.
[[nodiscard]] base::Point snappedTo45(base::Point from, base::Point to);

}  // namespace frisket::ui
