// SPDX-License-Identifier: MIT
#include "core/refine/invert.h"

#include "core/refine/frame.h"

namespace frisket::refine {

using base::Rect;
using condition::BitRegion;

BitRegion inverted(const BitRegion& region, const Rect& rect) {
    BitRegion out = cropped(region, leastBox(region).united(rect));
    if (!rect.empty()) {
        for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
            flipSpan(out, y, rect.x0, rect.x1);
        }
    }
    return out;
}

}  // namespace frisket::refine
