// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include <QObject>

#include "ui/actions.h"
#include "ui/session/document.h"
#include "ui/session/tool_options.h"

namespace frisket::ui {

/// The part of the window that edits the instance under the pointer: takes it from the source,
/// fills its holes, splits it. While the pointer is elsewhere, as in the menu, the next click on a
/// canvas says which one is meant. Also passes on what removing specks and refining say.
class InstanceCommands : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    struct Parts {
        session::Document& document;
        session::ToolOptions& options;
        const Actions& actions;
    };
    explicit InstanceCommands(const Parts& parts, QObject* parent = nullptr);

    /// The pointer is over this place of the image, or (nothing) has left.
    void hovered(const std::optional<base::Point>& position) { m_pointer = position; }

signals:
    /// Something to tell in the status line.
    void reported(const QString& text);

private:
    using Edit = std::function<base::Result<QString>(base::Pixel)>;

    void add(QAction& action, const Edit& edit);
    void doAt(base::Point place, const Edit& edit);
    void enable();

    Parts m_parts;
    std::optional<base::Point> m_pointer;
};

}  // namespace frisket::ui
