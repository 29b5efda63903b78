// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace frisket::assign {

struct PlanRequest;

/// The NumPy statement that does what `request` asks for, over arrays named d, s and c:
/// `np.copyto(d, s[:, None], where=c)`. `request` must be one that a plan was made from.
[[nodiscard]] std::string numpyLine(const PlanRequest& request);

}  // namespace frisket::assign
