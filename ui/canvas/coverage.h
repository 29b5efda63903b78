// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"
#include "core/condition/or_pyramid.h"

namespace frisket::ui {

/// Which cells of an image axis the device pixels of a shrunk picture cover, each in full or in
/// part: cells [first[i], end[i]), counted from `origin`. A cell is 2^level pixels; level 0 are
/// pixels.
struct AxisCoverage {
    int level = 0;
    std::int64_t origin = 0;
    std::int64_t count = 0;  ///< cells from `origin` on
    std::vector<std::int32_t> first;
    std::vector<std::int32_t> end;
};

/// Coverage by device pixels [begin, end) at `scale` < 1. The cells are those of OrPyramid from
/// OrPyramid::kFirstLevel on, and not larger than a device pixel.
[[nodiscard]] AxisCoverage coverAxis(std::int64_t begin, std::int64_t end, std::int64_t size,
                                     double scale);

/// A condition in a shrunk picture: bit i of a row is set where any element that device pixel i
/// covers is. One bit set is thus seen at any scale. Rows lie wordsFor(columns) words apart. Strips
/// of `pyramid` that are needed must have been required.
void coverBits(const condition::ConditionMask& mask, const condition::OrPyramid& pyramid,
               const AxisCoverage& columns, const AxisCoverage& rows, condition::Word* out);

}  // namespace frisket::ui
