// SPDX-License-Identifier: MIT
#include "core/paint/round_brush.h"

#include <algorithm>
#include <cmath>

#include "core/paint/capsule.h"
#include "core/paint/span_rows.h"

namespace frisket::paint {

namespace {
using base::Rect;
using condition::BitRegion;

int clampedDiameter(int diameter) { return std::clamp(diameter, kMinDiameter, kMaxDiameter); }

SpanRows sweptRows(base::Point from, base::Point to, int diameter, const Rect& clip) {
    diameter = clampedDiameter(diameter);
    return SpanRows::of(Capsule(snapped(from, diameter), snapped(to, diameter), diameter), clip);
}
}  // namespace

HalfPoint snapped(base::Point point, int diameter) {
    const bool odd = clampedDiameter(diameter) % 2 == 1;
    const auto snap = [odd](double value) {
        const double inside =
            std::isnan(value) ? 0 : std::clamp(value, -kMaxCoordinate, kMaxCoordinate);
        return odd ? 2 * static_cast<std::int64_t>(std::floor(inside)) + 1
                   : 2 * static_cast<std::int64_t>(std::floor(inside + 0.5));
    };
    return {snap(point.x), snap(point.y)};
}

BitRegion sweep(base::Point from, base::Point to, int diameter, const Rect& clip) {
    return sweptRows(from, to, diameter, clip).region();
}

std::vector<BitRegion> sweepInBands(base::Point from, base::Point to, int diameter,
                                    const Rect& clip) {
    return sweptRows(from, to, diameter, clip).bands();
}

BitRegion dab(base::Point at, int diameter, const Rect& clip) {
    return sweep(at, at, diameter, clip);
}

}  // namespace frisket::paint
