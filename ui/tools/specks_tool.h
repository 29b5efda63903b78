// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/session/speck_preview.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// Shows the specks of the destination, and removes them: all with Enter, one with a click.
class SpecksTool final : public Tool {
public:
    explicit SpecksTool(ToolContext context);

    void press(const ImagePointerEvent& event) override;
    void move(const ImagePointerEvent&) override {}
    void release(const ImagePointerEvent& event) override;
    void cancel() override { m_pressed = false; }
    bool keyPressed(int key) override;
    [[nodiscard]] QCursor cursor() const override { return {Qt::CrossCursor}; }
    void paintOverlay(QPainter& painter, const ViewTransform& view,
                      const std::optional<base::Point>& hover, const QRect& exposed) const override;
    /// Nothing follows the pointer; specks are drawn when they are known.
    [[nodiscard]] QRegion overlayRegion(const ViewTransform&, const std::optional<base::Point>&,
                                        const QRect&) const override {
        return {};
    }

private:
    [[nodiscard]] QString hint() const;

    ToolContext m_context;
    session::SpeckPreview& m_preview;
    bool m_pressed = false;
    QObject m_watch;  ///< of the preview's news
};

}  // namespace frisket::ui
