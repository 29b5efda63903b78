// SPDX-License-Identifier: MIT
#pragma once

class QDockWidget;
class QTableView;
class QVBoxLayout;

namespace frisket::ui {

/// Gives the dock its content and returns its column, with the margins that docks have.
[[nodiscard]] QVBoxLayout* makeColumn(QDockWidget& dock);

/// Makes a table a list of whole rows with a swatch in each: no grid, no row numbers, one height,
/// columns as wide as their contents, and Tab leaves it.
void listRows(QTableView& table);

}  // namespace frisket::ui
