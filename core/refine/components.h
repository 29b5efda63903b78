// SPDX-License-Identifier: MIT
#pragma once

#include <limits>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "core/condition/connectivity.h"

namespace frisket::refine {

/// What hangs together in a region, by 4 or 8 neighbours. Of `region` only what is in `plane` is
/// looked at; what is returned lies within the least box of that, and its own box may be larger
/// than need be. Work follows that box; memory too, and on top 4 to 16 bytes for each run of pixels
/// in a row (noise has many). All fail with Cancelled; they throw std::bad_alloc and use the
/// threads of `pool`, if there is one.

/// Any number of pixels.
inline constexpr std::int64_t kAnySize = std::numeric_limits<std::int64_t>::max();

/// Without the components of fewer than `least` pixels; the same as
/// `skimage.morphology.remove_small_objects(region, least, connectivity)`.
[[nodiscard]] base::Result<condition::BitRegion> removeIslands(const condition::BitRegion& region,
                                                               const base::Rect& plane,
                                                               condition::Connectivity connectivity,
                                                               std::int64_t least,
                                                               base::Progress* progress = nullptr,
                                                               base::ThreadPool* pool = nullptr);

/// Fills the holes of fewer than `below` pixels (kAnySize: all). A hole is a component of the clear
/// pixels that has none at the plane's border; where the set ones hang together by `connectivity`,
/// those do by the dual one. `scipy.ndimage.binary_fill_holes` with the dual one's structure fills
/// all; `skimage.morphology.remove_small_holes` differs in that to it the border makes holes too.
[[nodiscard]] base::Result<condition::BitRegion> fillHoles(const condition::BitRegion& region,
                                                           const base::Rect& plane,
                                                           condition::Connectivity connectivity,
                                                           std::int64_t below = kAnySize,
                                                           base::Progress* progress = nullptr,
                                                           base::ThreadPool* pool = nullptr);

/// The `count` largest components; of equal ones those whose first pixel comes first.
[[nodiscard]] base::Result<condition::BitRegion> keepLargest(const condition::BitRegion& region,
                                                             const base::Rect& plane,
                                                             condition::Connectivity connectivity,
                                                             std::int64_t count = 1,
                                                             base::Progress* progress = nullptr,
                                                             base::ThreadPool* pool = nullptr);

/// The component that has `pixel`; nothing where that is not set.
[[nodiscard]] base::Result<condition::BitRegion> componentAt(const condition::BitRegion& region,
                                                             const base::Rect& plane,
                                                             condition::Connectivity connectivity,
                                                             condition::Pixel pixel,
                                                             base::Progress* progress = nullptr,
                                                             base::ThreadPool* pool = nullptr);

}  // namespace frisket::refine
