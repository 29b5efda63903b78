// SPDX-License-Identifier: MIT
#include "core/paint/shapes.h"

#include <algorithm>
#include <cmath>

#include "core/paint/round_brush.h"

namespace frisket::paint {

namespace {
using base::Rect;
using condition::BitRegion;

__extension__ using Int128 = __int128;

/// Regions have nothing left of column 0 or above row 0.
Rect inPlane(const Rect& box, const Rect& clip) {
    return box.intersected(clip).intersected({0, 0, clip.x1, clip.y1});
}
}  // namespace

Rect boxBetween(base::Point a, base::Point b) {
    const HalfPoint one = snapped(a, 1);  // centres of pixels
    const HalfPoint other = snapped(b, 1);
    return {(std::min(one.x, other.x) - 1) / 2, (std::min(one.y, other.y) - 1) / 2,
            (std::max(one.x, other.x) + 1) / 2, (std::max(one.y, other.y) + 1) / 2};
}

BitRegion fillRectangle(const Rect& box, const Rect& clip) {
    BitRegion region(inPlane(box, clip));
    region.fill();
    return region;
}

BitRegion fillEllipse(const Rect& box, const Rect& clip) {
    BitRegion region(inPlane(box, clip));
    const std::int64_t width = box.width();
    const std::int64_t height = box.height();
    // In half pixels from the middle: (x / width)^2 + (y / height)^2 <= 1.
    const auto holds = [&](std::int64_t x, std::int64_t y) {
        const Int128 across = Int128{x} * height;
        const Int128 down = Int128{y} * width;
        const Int128 all = Int128{width} * height;
        return across * across + down * down <= all * all;
    };
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        const std::int64_t down = 2 * y + 1 - box.y0 - box.y1;
        const auto part = static_cast<double>(down) / static_cast<double>(height);
        const double reach =
            static_cast<double>(width) * std::sqrt(std::max(0.0, 1 - part * part)) / 2;
        const std::int64_t middle2 = box.x0 + box.x1;
        // Never too far to the right; the exact test trims it.
        std::int64_t x0 = std::max(box.x0, (middle2 >> 1) - static_cast<std::int64_t>(reach) - 2);
        const std::int64_t last = (middle2 - 1) >> 1;  // left of the middle, or on it
        while (x0 <= last && !holds(2 * x0 + 1 - middle2, down)) {
            ++x0;
        }
        if (x0 <= last) {
            region.setSpan(y, x0, middle2 - x0);
        }
    }
    return region;
}

}  // namespace frisket::paint
