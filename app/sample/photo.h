// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "app/sample/cells.h"

namespace frisket::sample {

/// The scene as a fluorescence microscope sees it: R, G, B bytes, kHeight×kWidth×3. Three stains:
/// nuclei in blue, the fibres of the cytoplasm in green, the cell cortex in red. Kept dark enough
/// for bright label colours to stand out.
[[nodiscard]] std::vector<std::uint8_t> takePhoto(const Scene& scene, const CellMap& map);

}  // namespace frisket::sample
