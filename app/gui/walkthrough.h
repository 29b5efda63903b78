// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "ui/main_window.h"

namespace frisket::app {

/// Does the whole job in `window` as a person would, with pointer events on the canvas: the sample
/// is open, a stroke is painted, the result applied, everything exported to `folder`, and the
/// window photographed. Prints what each file is. Returns the exit status.
[[nodiscard]] int runWalkthrough(ui::MainWindow& window, const QString& folder);

}  // namespace frisket::app
