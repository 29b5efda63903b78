// SPDX-License-Identifier: MIT
#include "core/measure/pixel_line.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace frisket::measure {

namespace {
std::int64_t pixelOf(double place) {
    constexpr double kFarthest = 536870912;  // products of two differences fit 63 bits
    return static_cast<std::int64_t>(std::floor(std::clamp(place, -kFarthest, kFarthest)));
}

/// A line that runs from a to b in `steps` steps, halves rounded towards b.
struct Axis {
    std::int64_t a = 0;
    std::int64_t b = 0;

    [[nodiscard]] std::int64_t at(std::int64_t step, std::int64_t steps) const {
        if (steps == 0) {
            return a;
        }
        const std::int64_t way = (2 * step * std::abs(b - a) + steps) / (2 * steps);
        return b < a ? a - way : a + way;
    }

    /// The steps [first, end) at which it is in [low, high).
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> inside(std::int64_t low, std::int64_t high,
                                                               std::int64_t steps) const {
        const bool rises = a <= b;
        const auto firstThat = [&](auto&& holds) {
            std::int64_t begin = 0;
            std::int64_t end = steps + 1;
            while (begin < end) {
                const std::int64_t middle = (begin + end) / 2;
                if (holds(at(middle, steps))) {
                    end = middle;
                } else {
                    begin = middle + 1;
                }
            }
            return begin;
        };
        if (rises) {
            return {firstThat([&](std::int64_t v) { return v >= low; }),
                    firstThat([&](std::int64_t v) { return v >= high; })};
        }
        return {firstThat([&](std::int64_t v) { return v < high; }),
                firstThat([&](std::int64_t v) { return v < low; })};
    }
};
}  // namespace

PixelLine pixelLine(base::Point from, base::Point to, const base::Rect& plane, std::int64_t most) {
    Axis x{pixelOf(from.x), pixelOf(to.x)};
    Axis y{pixelOf(from.y), pixelOf(to.y)};
    // Halves are rounded the same way whichever end comes first.
    const bool backwards = std::pair(x.b, y.b) < std::pair(x.a, y.a);
    if (backwards) {
        std::swap(x.a, x.b);
        std::swap(y.a, y.b);
    }
    const std::int64_t steps = std::max(std::abs(x.b - x.a), std::abs(y.b - y.a));
    const auto [firstX, endX] = x.inside(plane.x0, plane.x1, steps);
    const auto [firstY, endY] = y.inside(plane.y0, plane.y1, steps);
    const std::int64_t first = std::max(firstX, firstY);
    const std::int64_t end = std::min(endX, endY);
    PixelLine line;
    if (first >= end) {
        return line;
    }
    line.steps = end - first;
    const std::int64_t count = std::min(line.steps, most);
    line.pixels.reserve(static_cast<std::size_t>(count));
    const auto centre = [&](std::int64_t step) {
        return std::pair(x.at(step, steps), y.at(step, steps));
    };
    const auto start = centre(backwards ? end - 1 : first);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t offset =
            count == line.steps
                ? i
                : std::llround(static_cast<double>(i) * static_cast<double>(line.steps - 1) /
                               static_cast<double>(count - 1));
        const auto here = centre(backwards ? end - 1 - offset : first + offset);
        line.pixels.push_back({here.first, here.second,
                               std::hypot(static_cast<double>(here.first - start.first),
                                          static_cast<double>(here.second - start.second))});
    }
    line.length = line.pixels.back().distance;
    return line;
}

}  // namespace frisket::measure
