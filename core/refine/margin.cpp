// SPDX-License-Identifier: MIT
#include "core/refine/margin.h"

#include <cmath>

#include "core/base/text.h"
#include "core/refine/morphology.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;

base::Status checkSpacing(const Spacing& spacing) {
    for (const double each : {spacing.y, spacing.x}) {
        if (!std::isfinite(each) || each <= 0) {
            return base::fail(base::ErrorCode::InvalidArgument,
                              base::joined("A spacing of ", each, " can't be used."),
                              "Choose the size of a pixel, a number above 0.");
        }
    }
    return {};
}

namespace {
/// What is at most `distance` away, as rows.
Result<HalfWidths> reach(const Rect& plane, double distance, const Spacing& spacing) {
    if (auto usable = checkSpacing(spacing); !usable) {
        return base::passOn(usable);
    }
    if (!std::isfinite(distance) || distance < 0) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          base::joined("A distance of ", distance, " can't be used."),
                          "Choose 0 or more.");
    }
    return ellipseHalfWidths(distance, spacing.y, spacing.x, plane.height(), plane.width());
}
}  // namespace

Result<BitRegion> growBy(const BitRegion& region, const Rect& plane, double distance,
                         const Spacing& spacing, base::Progress* progress, base::ThreadPool* pool) {
    const auto half = reach(plane, distance, spacing);
    return half ? dilateBy(region, plane, *half, progress, pool)
                : Result<BitRegion>(base::passOn(half));
}

Result<BitRegion> shrinkBy(const BitRegion& region, const Rect& plane, double distance,
                           const Spacing& spacing, base::Progress* progress,
                           base::ThreadPool* pool) {
    const auto half = reach(plane, distance, spacing);
    return half ? erodeBy(region, plane, *half, progress, pool)
                : Result<BitRegion>(base::passOn(half));
}

}  // namespace frisket::refine
