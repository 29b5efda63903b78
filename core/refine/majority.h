// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "core/refine/element.h"

namespace frisket::refine {

/// Columns and rows of the largest element that `majority` counts.
inline constexpr std::int64_t kMostMajoritySide = 255;

/// The pixels of the least box of `region` in `plane` that see more set than clear ones through the
/// element `half`, where the pixels of the plane's border go on beyond it. Each row's counts are
/// those of the row above, and what enters at the element's lower outline less what leaves at its
/// upper one; they are kept as planes of bits (`bit_counts.h`), 128 columns in two words. So for
/// each pair of words a row takes one step for each column of the outline. Cancelled; throws
/// std::bad_alloc.
[[nodiscard]] base::Result<condition::BitRegion> majority(const condition::BitRegion& region,
                                                          const base::Rect& plane,
                                                          const HalfWidths& half,
                                                          base::Progress* progress,
                                                          base::ThreadPool* pool);

}  // namespace frisket::refine
