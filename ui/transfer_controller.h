// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/session/document.h"
#include "ui/session/tool_options.h"

namespace frisket::ui {

class Actions;
class Canvas;
enum class ToolId;

/// The clipboard, and what floats, as a person meets them: what is lifted when the Transform tool
/// is taken, put down when it is put away, and dropped when the ground changes under it.
class TransferController : public QObject {
    Q_OBJECT

public:
    /// Connects the actions that it serves, and puts down what floats before those that save, apply
    /// or edit; connect these actions to what they do after this. All outlive the controller, but
    /// for its signals.
    TransferController(session::Document& document, session::ToolOptions& options, Canvas& canvas,
                       const Actions& actions, QObject* parent);

    void cut();
    void copy();
    void paste();
    /// Takes back what was done to floating pixels, else the last step.
    void undo();
    /// Puts what floats into the condition.
    void settle();

signals:
    /// A short word for the status bar.
    void reported(const QString& text);

private:
    void toolChanged(ToolId id);
    /// Drops what floats over something else than what is shown.
    void checkGround();
    using Bits = std::shared_ptr<const condition::BitRegion>;
    /// What was put on the clipboard: what floats, else what is selected; null where nothing was.
    [[nodiscard]] Bits copyBits();
    void lay(condition::BitRegion bits, std::int64_t width, std::int64_t height);
    /// Says what failed. Whether nothing did.
    bool told(const base::Status& done);

    session::Document& m_document;
    session::ToolOptions& m_options;
    Canvas& m_canvas;
};

}  // namespace frisket::ui
