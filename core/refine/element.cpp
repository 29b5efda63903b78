// SPDX-License-Identifier: MIT
#include "core/refine/element.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"

namespace frisket::refine {

base::Result<HalfWidths> halfWidths(const Element& element) {
    const std::int64_t radius = element.radius;
    if (radius < 1 || radius > kMostRadius) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          base::joined("A radius of ", radius, " pixels is out of range."),
                          base::joined("Choose 1 to ", kMostRadius, "."));
    }
    HalfWidths half(static_cast<std::size_t>(radius) + 1, radius);
    if (element.shape == ElementShape::Diamond) {
        for (std::int64_t dy = 0; dy <= radius; ++dy) {
            half[static_cast<std::size_t>(dy)] = radius - dy;
        }
    } else if (element.shape == ElementShape::Disc) {
        std::int64_t dx = radius;
        for (std::int64_t dy = 0; dy <= radius; ++dy) {
            while (dx * dx + dy * dy > radius * radius) {
                --dx;
            }
            half[static_cast<std::size_t>(dy)] = dx;
        }
    }
    return half;
}

HalfWidths ellipseHalfWidths(double distance, double spacingY, double spacingX, std::int64_t mostY,
                             std::int64_t mostX) {
    const auto within = [&](std::int64_t dy, std::int64_t dx) {
        const double y = static_cast<double>(dy) * spacingY;
        const double x = static_cast<double>(dx) * spacingX;
        return std::sqrt(y * y + x * x) <= distance;
    };
    HalfWidths half;
    auto dx = static_cast<std::int64_t>(
        std::min(std::floor(distance / spacingX) + 1, static_cast<double>(mostX)));
    for (std::int64_t dy = 0; dy <= mostY && within(dy, 0); ++dy) {
        while (!within(dy, dx)) {  // ends: (dy, 0) is within
            --dx;
        }
        half.push_back(dx);
    }
    return half;
}

}  // namespace frisket::refine
