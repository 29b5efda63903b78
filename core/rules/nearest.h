// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace frisket::rules {

/// The one of `names` that `word` was probably meant to be, by the least number of letters that are
/// added, left out, replaced or swapped with the next; empty where none is near. Upper and lower
/// case are the same.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> names);

}  // namespace frisket::rules
