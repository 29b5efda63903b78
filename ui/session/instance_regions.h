// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/assign/scalar.h"
#include "core/base/progress.h"
#include "core/condition/bit_region.h"
#include "ui/session/document_types.h"
#include "ui/session/layer_values.h"
#include "ui/session/shown_plane.h"

namespace frisket::session {

// What an instance has in it and around it, for a job: pixels of a plane and the values that a mask
// has there. `plane` is all of the shown plane. They throw std::bad_alloc.

/// Whether the value is 0.
[[nodiscard]] bool isBackground(const assign::Scalar& value);

/// The value that most pixels have of those that touch a side of `region` from outside; of equally
/// many always the same. Cancelled.
[[nodiscard]] base::Result<assign::Scalar> valueAround(const LayerValues& values,
                                                       const ShownPlane& shown,
                                                       const condition::BitRegion& region,
                                                       const base::Rect& plane,
                                                       base::Progress& progress);

/// Adds to `parts` the pixels of `region` by their values, as `dtype` has them. Fails with
/// InvalidArgument where it has not, and Cancelled.
[[nodiscard]] base::Status collect(const LayerValues& values, const ShownPlane& shown,
                                   const condition::BitRegion& region, array::DType dtype,
                                   std::vector<LabelledRegions>& parts, base::Progress& progress);

/// The background that `instance`, which has `seed`, encloses and touches. Cancelled.
[[nodiscard]] base::Result<condition::BitRegion> holesOf(const LayerValues& values,
                                                         const ShownPlane& shown,
                                                         const condition::BitRegion& instance,
                                                         const base::Rect& plane, base::Pixel seed,
                                                         base::Progress& progress);

/// Lines whose pixels are to be cleared.
struct Cut {
    condition::BitRegion lines;
    std::size_t parts = 0;  ///< that are left
    bool atNecks = true;
};

/// How to part `instance`: at its necks (smart::splitLines, `neck` in percent), or else along the
/// shortest line through `pixel`. Fails as that does.
[[nodiscard]] base::Result<Cut> cutOf(const condition::BitRegion& instance, const base::Rect& plane,
                                      base::Pixel pixel, int neck, base::Progress& progress);

}  // namespace frisket::session
