// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace frisket::assign {

struct Operand;
struct PlanRequest;

/// What the operand is as NumPy code, over an array of that name: "s[0][:, None]".
[[nodiscard]] std::string viewedText(std::string_view name, const Operand& operand);

/// The NumPy statement that does what `request` asks for, over arrays named d, s and c:
/// `np.copyto(d, s[:, None], where=c)`. `request` must be one that a plan was made from.
[[nodiscard]] std::string numpyLine(const PlanRequest& request);

}  // namespace frisket::assign
