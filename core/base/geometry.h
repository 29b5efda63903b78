// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>

namespace frisket::base {

/// A place in the image in pixels: (0, 0) is the outer corner of the first pixel, whose centre is
/// (0.5, 0.5). x runs along the columns to the right, y along the rows downwards.
struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

/// A pixel of the plane: column and row.
struct Pixel {
    std::int64_t x = 0;
    std::int64_t y = 0;

    bool operator==(const Pixel&) const = default;
};

/// Half-open rectangle of pixels: columns [x0, x1), rows [y0, y1).
struct Rect {
    std::int64_t x0 = 0;
    std::int64_t y0 = 0;
    std::int64_t x1 = 0;
    std::int64_t y1 = 0;

    [[nodiscard]] constexpr std::int64_t width() const { return x1 - x0; }
    [[nodiscard]] constexpr std::int64_t height() const { return y1 - y0; }
    [[nodiscard]] constexpr bool empty() const { return x1 <= x0 || y1 <= y0; }
    [[nodiscard]] constexpr bool contains(std::int64_t x, std::int64_t y) const {
        return x >= x0 && x < x1 && y >= y0 && y < y1;
    }

    /// The pixels in both; empty ones come back as the all-zero rectangle.
    [[nodiscard]] constexpr Rect intersected(const Rect& other) const {
        const Rect both{std::max(x0, other.x0), std::max(y0, other.y0), std::min(x1, other.x1),
                        std::min(y1, other.y1)};
        return both.empty() ? Rect{} : both;
    }

    /// The least rectangle that holds both; an empty one adds nothing.
    [[nodiscard]] constexpr Rect united(const Rect& other) const {
        if (empty()) {
            return other;
        }
        if (other.empty()) {
            return *this;
        }
        return {std::min(x0, other.x0), std::min(y0, other.y0), std::max(x1, other.x1),
                std::max(y1, other.y1)};
    }

    /// Grown by `margin` pixels on each side.
    [[nodiscard]] constexpr Rect grown(std::int64_t margin) const {
        return {x0 - margin, y0 - margin, x1 + margin, y1 + margin};
    }

    bool operator==(const Rect&) const = default;
};

}  // namespace frisket::base
