// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/assign/mode.h"
#include "core/assign/supply.h"
#include "ui/session/document.h"

namespace frisket::ui {

/// What a mode does in one line, begun with the call that does the same: "d[c] = s – ...".
[[nodiscard]] QString modeWords(assign::Mode mode);

/// Why there is no order in which the present mode takes the source's values; empty where there is
/// one, even if the mode can't be done at the moment.
[[nodiscard]] QString noOrderWords(const session::Document& document);

/// How far a source goes that is taken in order: "1,204 selected, the source has 1,000: 204 more
/// than it has (refused)".
[[nodiscard]] QString supplyWords(const assign::Supply& supply);
/// The same in a few words: "204 missing", "200 left over", "repeats 2 times".
[[nodiscard]] QString shortSupplyWords(const assign::Supply& supply);

}  // namespace frisket::ui
