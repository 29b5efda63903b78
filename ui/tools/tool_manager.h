// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>

#include <QObject>

#include "ui/tools/tool.h"

namespace frisket::ui {

enum class ToolId {
    Brush,
    Eraser,
    Rectangle,
    Ellipse,
    Lasso,
    Polygon,
    Line,
    Fill,
    Scissors,
    GrabCut,
    Watershed,
    SmartBrush,
    Refine,
    Specks,
    Transform,
    Pick,
    Hand,
    Profile
};
inline constexpr std::size_t kToolCount = 18;

/// Owns the tools and knows which one is in the hand.
class ToolManager : public QObject {
    Q_OBJECT

public:
    explicit ToolManager(ToolContext context, QObject* parent = nullptr);

    [[nodiscard]] ToolId currentId() const { return m_current; }
    [[nodiscard]] Tool& current() { return tool(m_current); }
    [[nodiscard]] Tool& tool(ToolId id) { return *m_tools[static_cast<std::size_t>(id)]; }
    /// A stroke under way with the old tool is taken back, and nobody asks for a place any more.
    void choose(ToolId id);

signals:
    void toolChanged(frisket::ui::ToolId id);

private:
    void planeChanged();

    session::Document& m_document;
    session::ToolOptions& m_options;
    session::ShownPlane m_shown;  ///< whose axes, and
    base::Rect m_plane;           ///< that pixels of gestures under way are of
    std::array<std::unique_ptr<Tool>, kToolCount> m_tools;
    ToolId m_current = ToolId::Brush;
};

}  // namespace frisket::ui
