// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

#include "ui/compare_panes.h"
#include "ui/session/document.h"
#include "ui/session/view_options.h"

namespace frisket::ui {

/// Adds to `menu`: how layers are compared, which two, and how the view is turned. What the entries
/// change are `view` and the canvases of `panes`, which outlive the menu.
void addCompareMenu(QMenu& menu, session::ViewOptions& view);
void addGuides(QMenu& menu, session::ViewOptions& view);
/// Makes `order` switch the heat map of the order in which the mode takes the source's values. It
/// is off and disabled, with the reason as its tip, where the mode takes them otherwise.
void addOrder(QMenu& menu, QAction& order, const session::Document& document,
              session::ViewOptions& view);
/// The same of the map of what the cast would do; off where it can't lose anything by the dtypes.
void addCastMap(QMenu& menu, QAction& map, const session::Document& document,
                session::ViewOptions& view);
void addOrientationMenu(QMenu& menu, ComparePanes& panes);

}  // namespace frisket::ui
