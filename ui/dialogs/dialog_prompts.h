// SPDX-License-Identifier: MIT
#pragma once

#include "ui/prompts.h"
#include "ui/session/document.h"

class QWidget;

namespace frisket::ui {

/// The questions of file work as dialogs over `window`; both must outlive them.
[[nodiscard]] Prompts dialogPrompts(QWidget& window, const session::Document& document);

}  // namespace frisket::ui
