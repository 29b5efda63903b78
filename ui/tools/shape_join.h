// SPDX-License-Identifier: MIT
#pragma once

#include <QCursor>

#include "ui/canvas/image_pointer_event.h"
#include "ui/session/join.h"
#include "ui/tools/tool.h"

namespace frisket::ui {

/// How a shape that begins with `event` joins the condition: with Shift it adds, with Alt or Ctrl
/// it subtracts, with Shift and one of them it intersects, with the right button it subtracts; else
/// as `chosen`. Ctrl, because many desktops keep Alt and a drag for themselves.
[[nodiscard]] session::Join joinOf(const ImagePointerEvent& event, session::Join chosen);
[[nodiscard]] session::Join joinOf(Qt::KeyboardModifiers modifiers, session::Join chosen);

/// How shapes join what is painted unless a modifier says otherwise: a label can only be added and
/// taken away.
[[nodiscard]] session::Join chosenJoin(const ToolContext& context);

/// A cross with what the chosen join does beside it: plus, minus, a circle within a circle, or
/// nothing; and the colour of the label that is painted.
[[nodiscard]] QCursor crossCursor(const ToolContext& context);

}  // namespace frisket::ui
