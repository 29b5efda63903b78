// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "ui/session/paint_limits.h"

namespace frisket::session {

/// Labels as a person writes them: "0, 3-5, -1" in any order; rising and each once. Nothing where
/// that is no list of whole numbers, or one of more than kMostListed.
[[nodiscard]] std::optional<std::vector<std::int64_t>> parseLabels(const QString& text);
inline constexpr std::int64_t kMostListed = 65536;

/// The same as text: "-1, 0, 3-5".
[[nodiscard]] QString labelsText(const std::vector<std::int64_t>& labels);

/// "destination in {1, 2}, outside the condition, 2 labels protected"; empty where there are none.
[[nodiscard]] QString limitsText(const PaintLimits& limits);

}  // namespace frisket::session
