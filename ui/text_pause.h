// SPDX-License-Identifier: MIT
#pragma once

namespace frisket::ui {

/// Least time between two changes of texts that follow the pointer, in milliseconds: a text costs a
/// layout, which in each event of a stroke would be more than the stroke itself. 20 a second can
/// just be read.
inline constexpr int kTextPauseMs = 50;

}  // namespace frisket::ui
