// SPDX-License-Identifier: MIT
#include "core/refine/outline.h"

#include "core/refine/frame.h"
#include "core/refine/morphology.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;

Result<BitRegion> outline(const BitRegion& region, const Rect& plane, std::int64_t width,
                          OutlineSide side, base::Progress* progress, base::ThreadPool* pool) {
    const Element disc{ElementShape::Disc, width};
    BitRegion inner;
    if (side != OutlineSide::Outer) {
        auto eroded = erode(region, plane, disc, progress, pool);
        if (!eroded) {
            return eroded;
        }
        inner = *std::move(eroded);
    }
    if (side == OutlineSide::Inner) {
        BitRegion out = cropped(region, leastBox(region).intersected(plane));
        out.remove(inner);
        return out;
    }
    auto out = dilate(region, plane, disc, progress, pool);
    if (out) {
        out->remove(side == OutlineSide::Both ? inner : region);
    }
    return out;
}

}  // namespace frisket::refine
