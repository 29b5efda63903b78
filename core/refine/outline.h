// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"

namespace frisket::refine {

/// Where an outline lies.
enum class OutlineSide : std::uint8_t {
    Inner,  ///< the set pixels that a clear one is near
    Outer,  ///< the clear pixels that a set one is near
    Both,   ///< both, so it is twice as wide
};

/// The outline of `region` in `plane`, `width` pixels wide (1..kMostRadius) by the disc of that
/// radius: `region` without what is left of it by `erode`, and what `dilate` adds to it. Along the
/// image's border there is none, since nothing is clear beyond it. Fails with InvalidArgument and
/// Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<condition::BitRegion> outline(const condition::BitRegion& region,
                                                         const base::Rect& plane,
                                                         std::int64_t width, OutlineSide side,
                                                         base::Progress* progress = nullptr,
                                                         base::ThreadPool* pool = nullptr);

}  // namespace frisket::refine
