// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "core/array/dtype.h"

namespace frisket::bench {

/// Writes a square NPY label map that looks like a segmentation: round objects of some 60 to 250
/// pixels' radius on background 0, labels 1..20. Another `seed` gives other objects in the same
/// places, as a model's prediction beside the truth. `dtype` is U8 or U16. Written in rows, so that
/// no array of the size is needed. Throws std::runtime_error.
void writeLabelMap(const std::string& path, array::DType dtype, std::int64_t side,
                   std::uint32_t seed);

}  // namespace frisket::bench
