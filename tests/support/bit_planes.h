// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <functional>

#include <QString>
#include <QTest>

#include "core/condition/bit_region.h"
#include "core/condition/connectivity.h"
#include "tests/support/masks.h"

namespace frisket::test {

/// A plane of bools, one for each pixel: the oracle of what works on regions.
struct BitPlane {
    std::int64_t width = 0;
    std::int64_t height = 0;
    Bools bits = {};

    BitPlane(std::int64_t w, std::int64_t h)
        : width(w), height(h), bits(static_cast<std::size_t>(w * h)) {}

    [[nodiscard]] base::Rect rect() const { return {0, 0, width, height}; }
    [[nodiscard]] std::size_t place(std::int64_t x, std::int64_t y) const {
        return static_cast<std::size_t>(y * width + x);
    }
    /// Clear outside.
    [[nodiscard]] bool at(std::int64_t x, std::int64_t y) const {
        return rect().contains(x, y) && bits[place(x, y)];
    }
    void set(std::int64_t x, std::int64_t y, bool value = true) {
        if (rect().contains(x, y)) {
            bits[place(x, y)] = value;
        }
    }
    [[nodiscard]] BitPlane inverted() const {
        BitPlane other = *this;
        other.bits.flip();
        return other;
    }
    /// One with `rule(x, y)` at each pixel.
    [[nodiscard]] BitPlane made(
        const std::function<bool(std::int64_t x, std::int64_t y)>& rule) const {
        BitPlane other(width, height);
        for (std::int64_t y = 0; y < height; ++y) {
            for (std::int64_t x = 0; x < width; ++x) {
                other.bits[other.place(x, y)] = rule(x, y);
            }
        }
        return other;
    }
};

/// All pixels of `rect`.
inline condition::BitRegion filled(const base::Rect& rect) {
    condition::BitRegion region(rect);
    region.fill();
    return region;
}

/// The set pixels as a region, whose box is the least one, or reaches further in a random way.
inline condition::BitRegion regionOf(const BitPlane& plane, Random& random) {
    base::Rect box;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            if (plane.at(x, y)) {
                box = box.united({x, y, x + 1, y + 1});
            }
        }
    }
    if (random.chance(50) || box.empty()) {
        box = box.united({random.between(0, plane.width - 1), random.between(0, plane.height - 1),
                          plane.width, plane.height});
    }
    condition::BitRegion region(box);
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1; ++x) {
            if (plane.at(x, y)) {
                region.setSpan(y, x, x + 1);
            }
        }
    }
    return region;
}

/// Empty where they are the same; else the first pixel that differs.
inline QString difference(const condition::BitRegion& region, const BitPlane& expected) {
    const base::Rect& box = region.box();
    if (!box.empty() && box.intersected(expected.rect()) != box) {
        return "the box leaves the plane";
    }
    std::int64_t count = 0;
    for (std::int64_t y = 0; y < expected.height; ++y) {
        for (std::int64_t x = 0; x < expected.width; ++x) {
            count += expected.at(x, y) ? 1 : 0;
            if (region.at(x, y) != expected.at(x, y)) {
                return QString("(%1, %2) of %3 x %4 is %5")
                    .arg(x)
                    .arg(y)
                    .arg(expected.width)
                    .arg(expected.height)
                    .arg(region.at(x, y));
            }
        }
    }
    // Also the bits outside of the box, which must be zero.
    return region.count() == count ? QString() : QString("bits are set outside of the box");
}

/// Noise, discs and holes in them, or large flat pieces, of a random size around those of words.
inline BitPlane randomPlane(Random& random, std::int64_t mostWidth = 200,
                            std::int64_t mostHeight = 60) {
    constexpr std::int64_t kEdges[] = {1, 2, 63, 64, 65, 127, 128, 129};
    const auto side = [&](std::int64_t most) {
        const std::int64_t edge = kEdges[random.between(0, 7)];
        return random.chance(40) && edge <= most ? edge : random.between(1, most);
    };
    BitPlane plane(side(mostWidth), side(mostHeight));
    const std::int64_t kind = random.between(0, 3);
    if (kind == 0) {
        constexpr int kPercent[] = {0, 1, 3, 30, 50, 59, 70, 97, 99, 100};
        plane.bits =
            randomBools(plane.width * plane.height, kPercent[random.between(0, 9)], random);
        return plane;
    }
    for (std::int64_t i = random.between(1, 12); i > 0; --i) {
        const std::int64_t cx = random.between(0, plane.width - 1);
        const std::int64_t cy = random.between(0, plane.height - 1);
        const std::int64_t rx = random.between(0, 25);
        const std::int64_t ry = random.between(0, 25);
        const bool value = random.chance(70);
        for (std::int64_t y = cy - ry; y <= cy + ry; ++y) {
            for (std::int64_t x = cx - rx; x <= cx + rx; ++x) {
                const std::int64_t dx = x - cx;
                const std::int64_t dy = y - cy;
                const bool inside =
                    kind == 1 || dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry;
                if (inside) {
                    plane.set(x, y, value);
                }
            }
        }
    }
    if (kind == 3) {  // specks on it
        for (std::int64_t i = plane.width * plane.height / 40; i > 0; --i) {
            plane.set(random.between(0, plane.width - 1), random.between(0, plane.height - 1),
                      random.chance(50));
        }
    }
    return plane;
}

/// The pixels that hang together with (x, y) among those with its value, one after the other.
inline std::vector<condition::Pixel> hangingTogether(const BitPlane& plane, std::int64_t x,
                                                     std::int64_t y,
                                                     condition::Connectivity connectivity,
                                                     Bools& seen) {
    const bool value = plane.at(x, y);
    std::vector<condition::Pixel> found;
    const auto visit = [&](std::int64_t px, std::int64_t py) {
        if (plane.rect().contains(px, py) && plane.at(px, py) == value &&
            !seen[plane.place(px, py)]) {
            seen[plane.place(px, py)] = true;
            found.push_back({px, py});
        }
    };
    visit(x, y);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const condition::Pixel at = found[i];
        for (std::int64_t dy = -1; dy <= 1; ++dy) {
            for (std::int64_t dx = -1; dx <= 1; ++dx) {
                if (connectivity == condition::Connectivity::Eight || dx == 0 || dy == 0) {
                    visit(at.x + dx, at.y + dy);
                }
            }
        }
    }
    return found;
}

/// All components of the set pixels in reading order.
inline std::vector<std::vector<condition::Pixel>> componentsOf(
    const BitPlane& plane, condition::Connectivity connectivity) {
    Bools seen(plane.bits.size());
    std::vector<std::vector<condition::Pixel>> all;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            if (plane.at(x, y) && !seen[plane.place(x, y)]) {
                all.push_back(hangingTogether(plane, x, y, connectivity, seen));
            }
        }
    }
    return all;
}

}  // namespace frisket::test
