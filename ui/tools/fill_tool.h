// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/bit_region.h"
#include "ui/session/similar_pixels.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// Joins what is like the pixel that is clicked: what hangs together with it, or with Similarity
/// not contiguous everything. A drag to the right widens the tolerance, to the left narrows it, and
/// what is seen of the outcome is shown meanwhile. Modifiers as for shapes.
class FillTool final : public Tool {
public:
    explicit FillTool(ToolContext context) : m_context(context) {}

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent& event) override;
    void release(const ImagePointerEvent& event) override;
    void cancel() override;
    [[nodiscard]] QCursor cursor() const override;
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    /// The pointer changes nothing that is drawn; what was found is drawn when it is another.
    [[nodiscard]] QRegion overlayRegion(const ViewTransform&, const std::optional<base::Point>&,
                                        const QRect&) const override {
        return {};
    }

private:
    struct Press {
        paint::Pixel seed;
        double deviceX = 0;
        session::Similarity before;  ///< what the options said
        bool drags = false;
    };

    void look();
    void letGo();

    ToolContext m_context;
    std::optional<Press> m_press;
    session::Join m_join = session::Join::Add;
    condition::BitRegion m_found;  ///< of what is seen, while dragging
};

}  // namespace frisket::ui
