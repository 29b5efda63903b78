// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/assign/mode.h"

namespace frisket::ui {

/// What a mode does in one line, begun with the call that does the same: "d[c] = s – ...".
[[nodiscard]] QString modeWords(assign::Mode mode);

}  // namespace frisket::ui
