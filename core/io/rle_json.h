// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include "core/condition/rle.h"

namespace frisket::io {

/// The run lengths of a COCO segmentation {"size":[height,width],"counts":...}; see `readRleJson`.
[[nodiscard]] base::Result<condition::RunLengths> runsOfSegmentation(
    const nlohmann::json& segmentation);

}  // namespace frisket::io
