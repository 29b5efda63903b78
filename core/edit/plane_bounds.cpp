// SPDX-License-Identifier: MIT
#include "core/edit/plane_bounds.h"

#include <algorithm>

namespace frisket::edit {

namespace {
/// Half-open run of indices.
struct Run {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

/// Those k of [0, count) with low <= start + k * stride <= high.
Run indicesBetween(std::int64_t start, std::int64_t stride, std::int64_t count, std::int64_t low,
                   std::int64_t high) {
    if (stride == 0) {
        return low <= start && start <= high ? Run{0, count} : Run{};
    }
    if (stride < 0) {
        return indicesBetween(-start, -stride, count, -high, -low);
    }
    return {std::clamp<std::int64_t>(-floorDivide(start - low, stride), 0, count),
            std::clamp<std::int64_t>(floorDivide(high - start, stride) + 1, 0, count)};
}
}  // namespace

base::Rect planeBounds(const condition::ConditionMask& mask, const condition::Plane& plane,
                       const base::Rect& packed) {
    if (packed.empty() || plane.width <= 0 || plane.height <= 0) {
        return {};
    }
    const std::int64_t rowBits = mask.rowBits();
    const std::int64_t lowest = packed.y0 * rowBits + packed.x0;
    const std::int64_t highest = (packed.y1 - 1) * rowBits + packed.x1 - 1;
    const std::int64_t reach = (plane.width - 1) * plane.strideX;
    const Run rows = indicesBetween(plane.origin, plane.strideY, plane.height,
                                    lowest - std::max<std::int64_t>(reach, 0),
                                    highest - std::min<std::int64_t>(reach, 0));
    if (rows.begin >= rows.end) {
        return {};
    }
    Run columns{0, plane.width};
    const std::int64_t bit = plane.origin % rowBits;
    const std::int64_t farBit = bit + reach;
    if (plane.strideY % rowBits == 0 && farBit >= 0 && farBit < rowBits) {
        columns = indicesBetween(bit, plane.strideX, plane.width, packed.x0, packed.x1 - 1);
    } else if (rows.end - rows.begin == 1) {
        columns = indicesBetween(plane.origin + rows.begin * plane.strideY, plane.strideX,
                                 plane.width, lowest, highest);
    }
    const base::Rect rect{columns.begin, rows.begin, columns.end, rows.end};
    return rect.empty() ? base::Rect{} : rect;
}

}  // namespace frisket::edit
