// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace frisket::ui {

/// Filters of file dialogs: everything that opens, each format by itself, all files.
[[nodiscard]] QString openFilter();
/// The formats that masks are written in; the usual ones come first.
[[nodiscard]] QString saveFilter();

}  // namespace frisket::ui
