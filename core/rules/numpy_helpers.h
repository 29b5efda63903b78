// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace frisket::rules {

/// Functions in Python that the text of a rule calls.
enum class Helper : int {
    Exact,
    Whole,
    Sum,
    Structure,
    Distance,
    Grow,
    Shrink,
    Area,
    Largest,
    FillHoles,
    Planes
};

/// The imports and definitions for `used`, and for what those use, in order.
[[nodiscard]] std::string definitionsOf(const std::set<Helper>& used);

/// The same in parts, for programs with further imports: definitions alone, and whether they need
/// SciPy's ndimage.
struct HelperText {
    std::string definitions;
    bool needsScipy = false;
};
[[nodiscard]] HelperText helperText(const std::set<Helper>& used);

}  // namespace frisket::rules
