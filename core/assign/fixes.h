// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/array/layout.h"
#include "core/assign/refusal.h"

namespace frisket::assign {

/// The single changes of `operand`'s view after which it broadcasts to `target`: an axis of size 1
/// put in or taken out, two axes swapped, the channel axis moved, a few rows or columns cropped.
/// Each one was tried. The order is from the smallest change to the largest; empty if none works.
[[nodiscard]] std::vector<Fix> findFixes(Role role, const array::Layout& operand,
                                         const array::Shape& target);

}  // namespace frisket::assign
