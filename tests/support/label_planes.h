// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <vector>

#include <QByteArray>

#include "core/base/geometry.h"

namespace frisket::test {

/// Labels of one byte.
struct Labels {
    std::int64_t width = 0;
    std::int64_t height = 0;
    QByteArray values;

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(values.size()); }
    [[nodiscard]] qsizetype place(std::int64_t x, std::int64_t y) const { return y * width + x; }
    [[nodiscard]] int at(std::int64_t x, std::int64_t y) const {
        return static_cast<unsigned char>(values[place(x, y)]);
    }
    [[nodiscard]] bool contains(std::int64_t x, std::int64_t y) const {
        return x >= 0 && y >= 0 && x < width && y < height;
    }
    void set(std::int64_t x, std::int64_t y, int label) {
        values[place(x, y)] = static_cast<char>(label);
    }
    bool operator==(const Labels&) const = default;
};

using Pixels = std::vector<base::Pixel>;

/// What is equal to `seed` and hangs together with it, by corners too or not.
inline Pixels flooded(const Labels& labels, base::Pixel seed, bool corners,
                      std::vector<bool>& seen) {
    Pixels found;
    std::deque<base::Pixel> next{seed};
    seen[static_cast<std::size_t>(labels.place(seed.x, seed.y))] = true;
    while (!next.empty()) {
        const base::Pixel pixel = next.front();
        next.pop_front();
        found.push_back(pixel);
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const std::int64_t x = pixel.x + dx;
                const std::int64_t y = pixel.y + dy;
                if ((corners || dx == 0 || dy == 0) && labels.contains(x, y) &&
                    labels.at(x, y) == labels.at(seed.x, seed.y)) {
                    const auto place = static_cast<std::size_t>(labels.place(x, y));
                    if (!seen[place]) {
                        seen[place] = true;
                        next.push_back({x, y});
                    }
                }
            }
        }
    }
    return found;
}

inline Pixels flooded(const Labels& labels, base::Pixel seed, bool corners) {
    std::vector<bool> seen(labels.size());
    return flooded(labels, seed, corners, seen);
}

/// All groups of a label, or of all but the background.
inline std::vector<Pixels> groups(const Labels& labels, std::optional<int> label) {
    std::vector<bool> seen(labels.size());
    std::vector<Pixels> all;
    for (std::int64_t y = 0; y < labels.height; ++y) {
        for (std::int64_t x = 0; x < labels.width; ++x) {
            const int here = labels.at(x, y);
            if (!seen[static_cast<std::size_t>(labels.place(x, y))] &&
                (label ? here == *label : here != 0)) {
                all.push_back(flooded(labels, {x, y}, true, seen));
            }
        }
    }
    return all;
}

/// The background within the outline of `instance`: what a flood from the image's edge, by sides,
/// does not reach.
inline Pixels holes(const Labels& labels, const Pixels& instance) {
    Labels marked{labels.width + 2, labels.height + 2, {}};
    marked.values.fill(0, marked.width * marked.height);
    for (const base::Pixel& pixel : instance) {
        marked.set(pixel.x + 1, pixel.y + 1, 1);
    }
    std::vector<bool> outside(marked.size());
    (void)flooded(marked, {0, 0}, false, outside);
    Pixels found;
    for (std::int64_t y = 0; y < labels.height; ++y) {
        for (std::int64_t x = 0; x < labels.width; ++x) {
            if (!outside[static_cast<std::size_t>(marked.place(x + 1, y + 1))] &&
                marked.at(x + 1, y + 1) == 0) {
                found.push_back({x, y});
            }
        }
    }
    return found;
}

/// The pixels whose centres are at most half of `diameter` from the way, as the manual says of the
/// brush: from the middle of the pixel or from its nearest corner.
template <class Visit>
void forEachUnderBrush(const Labels& labels, const std::vector<base::Point>& way, int diameter,
                       Visit&& visit) {
    const auto settled = [diameter](double place) {
        return diameter % 2 == 1 ? std::floor(place) + 0.5 : std::round(place);
    };
    const double radius = diameter / 2.0;
    for (std::int64_t y = 0; y < labels.height; ++y) {
        for (std::int64_t x = 0; x < labels.width; ++x) {
            const double cx = static_cast<double>(x) + 0.5;
            const double cy = static_cast<double>(y) + 0.5;
            for (std::size_t i = 0; i + 1 < way.size(); ++i) {
                const double ax = settled(way[i].x);
                const double ay = settled(way[i].y);
                const double dx = settled(way[i + 1].x) - ax;
                const double dy = settled(way[i + 1].y) - ay;
                const double length = dx * dx + dy * dy;
                const double part =
                    length > 0 ? std::clamp(((cx - ax) * dx + (cy - ay) * dy) / length, 0.0, 1.0)
                               : 0;
                if (std::hypot(cx - ax - part * dx, cy - ay - part * dy) <= radius) {
                    visit(x, y);
                    break;
                }
            }
        }
    }
}

}  // namespace frisket::test
