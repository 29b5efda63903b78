// SPDX-License-Identifier: MIT
#pragma once

#include "core/refine/element.h"
#include "core/refine/frame.h"

namespace frisket::refine {

/// The engines behind dilation: each sets the pixels of `target`'s box that have a pixel of
/// `source` at most |dy| rows and half[|dy|] columns away. What they write is all there is in
/// `target`. They give the same; they differ in what they cost. Cancelled; throw std::bad_alloc.

/// Takes what is fastest for the element.
[[nodiscard]] base::Status dilateInto(const RowSource& source, const HalfWidths& half,
                                      RowTarget& target, base::Progress* progress,
                                      base::ThreadPool* pool);

/// Widens each row step by step and adds it to the rows that see it so wide: for each word about
/// 2 r + 1 ORs and, at the disc, 0.6 r shifts.
[[nodiscard]] base::Status dilateByRows(const RowSource& source, const HalfWidths& half,
                                        RowTarget& target, base::Progress* progress,
                                        base::ThreadPool* pool);

/// For rectangles, where all rows are half[0] wide: by doubling in both directions, so the steps
/// for each word grow with log r.
[[nodiscard]] base::Status dilateByDoubling(const RowSource& source, const HalfWidths& half,
                                            RowTarget& target, base::Progress* progress,
                                            base::ThreadPool* pool);

/// By the distance to the nearest pixel of the same column: a fixed number of steps for each pixel.
[[nodiscard]] base::Status dilateByColumns(const RowSource& source, const HalfWidths& half,
                                           RowTarget& target, base::Progress* progress,
                                           base::ThreadPool* pool);

}  // namespace frisket::refine
