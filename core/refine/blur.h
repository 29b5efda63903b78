// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "core/refine/blur_weights.h"

namespace frisket::refine {

/// The pixels of the least box of `region` in `plane` where the region, blurred by `weights` along
/// rows and along columns, is at least one half; the pixels of the plane's border go on beyond it.
/// Only pixels that see both values within the core of the weights are computed, 16 columns at a
/// time. Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<condition::BitRegion> blurredHalf(const condition::BitRegion& region,
                                                             const base::Rect& plane,
                                                             const BlurWeights& weights,
                                                             base::Progress* progress,
                                                             base::ThreadPool* pool);

}  // namespace frisket::refine
