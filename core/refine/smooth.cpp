// SPDX-License-Identifier: MIT
#include "core/refine/smooth.h"

#include "core/base/text.h"
#include "core/refine/blur.h"
#include "core/refine/majority.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;

static_assert(2 * kMostMedianRadius + 1 <= kMostMajoritySide);

Result<BitRegion> median(const BitRegion& region, const Rect& plane, const Element& element,
                         base::Progress* progress, base::ThreadPool* pool) {
    if (element.radius < 1 || element.radius > kMostMedianRadius) {
        return base::fail(
            base::ErrorCode::InvalidArgument,
            base::joined("A radius of ", element.radius, " pixels is out of range for smoothing."),
            base::joined("Choose 1 to ", kMostMedianRadius, "."));
    }
    const auto half = halfWidths(element);
    if (!half) {
        return base::passOn(half);
    }
    return majority(region, plane, *half, progress, pool);
}

Result<BitRegion> gaussian(const BitRegion& region, const Rect& plane, double sigma,
                           base::Progress* progress, base::ThreadPool* pool) {
    if (!(sigma > 0 && sigma <= kMostSigma)) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          base::joined("A sigma of ", sigma, " pixels is out of range."),
                          base::joined("Choose one above 0, up to ", kMostSigma, "."));
    }
    return blurredHalf(region, plane, BlurWeights(sigma), progress, pool);
}

}  // namespace frisket::refine
