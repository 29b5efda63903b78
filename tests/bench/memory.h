// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

namespace frisket::bench {

/// MiB by which the process's resident memory rose, at its peak, above what it was before `work`;
/// nothing where the system does not let the peak be reset. Memory that is allocated but never
/// touched does not count.
[[nodiscard]] std::optional<double> peakRssGrowthMib(const std::function<void()>& work);

}  // namespace frisket::bench
