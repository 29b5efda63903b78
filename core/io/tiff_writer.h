// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/io/tiff_plan.h"

namespace frisket::io {

/// Writes `array` (packed in C order) as planned. Advances `progress`, which may be null, by its
/// bytes.
base::Status writeTiff(const array::NdArray& array, const TiffPlan& plan, RandomSink& sink,
                       const std::string& name, base::Progress* progress);

/// Fails with Io unless the file in `source` holds the array and the metadata that was planned.
base::Status compareTiff(ByteSource& source, const array::NdArray& array, const TiffMeta& meta);

}  // namespace frisket::io
