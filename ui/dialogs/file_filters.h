// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace frisket::ui {

/// Filters of file dialogs: everything that opens, each format by itself, all files.
[[nodiscard]] QString openFilter();
/// The formats that masks are written in; the usual ones come first.
[[nodiscard]] QString saveFilter();
/// The one of these that the ending of `path` names, else NPY, which holds all.
[[nodiscard]] QString saveFilterFor(const QString& path);
/// The first ending that a filter lists, without its dot: "png".
[[nodiscard]] QString firstEndingOf(const QString& filter);

}  // namespace frisket::ui
