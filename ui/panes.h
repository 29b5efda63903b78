// SPDX-License-Identifier: MIT
#pragma once

class QMainWindow;
class QWidget;

namespace frisket::ui {

/// Gives the focus to the next pane of the window, or the one before: first what is in the middle,
/// then the docks that are seen, then the tool bars, and round. `middle` has it where the middle is
/// meant, while that is seen. Buttons of tool bars can be reached with Tab from then on.
void focusNextPane(QMainWindow& window, QWidget& middle, bool forward);

}  // namespace frisket::ui
