// SPDX-License-Identifier: MIT
#include "core/smart/shortest_cut.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace frisket::smart {

namespace {
using base::Pixel;
using condition::BitRegion;

constexpr int kDirections = 180;
constexpr double kStep = 0.5;  ///< of a pixel: none is jumped over

/// Calls `visit` for the pixels from `from` on, each once or several times, up to the first one that
/// is not in `object`; returns the length of the way.
template <class Visit>
double walk(const BitRegion& object, Pixel from, double dx, double dy, Visit&& visit) {
    double length = 0;
    for (;; length += kStep) {
        const Pixel pixel{
            static_cast<std::int64_t>(std::floor(static_cast<double>(from.x) + 0.5 + length * dx)),
            static_cast<std::int64_t>(std::floor(static_cast<double>(from.y) + 0.5 + length * dy))};
        visit(pixel);
        if (!object.at(pixel.x, pixel.y)) {
            return length;
        }
    }
}
}  // namespace

BitRegion shortestCut(const BitRegion& object, Pixel through) {
    if (!object.at(through.x, through.y)) {
        return {};
    }
    const auto nothing = [](Pixel) {};
    double shortest = std::numeric_limits<double>::infinity();
    double dx = 1;
    double dy = 0;
    for (int i = 0; i < kDirections; ++i) {
        const double angle = std::numbers::pi * i / kDirections;
        const double cosine = std::cos(angle);
        const double sine = std::sin(angle);
        const double length = walk(object, through, cosine, sine, nothing) +
                              walk(object, through, -cosine, -sine, nothing);
        if (length < shortest) {
            shortest = length;
            dx = cosine;
            dy = sine;
        }
    }
    std::vector<Pixel> pixels;
    base::Rect box;
    for (const double sign : {1.0, -1.0}) {
        Pixel last = through;
        const auto add = [&](Pixel pixel) {
            for (const Pixel each : {Pixel{pixel.x, last.y}, pixel}) {
                if (object.at(each.x, each.y)) {
                    pixels.push_back(each);
                    box = box.united({each.x, each.y, each.x + 1, each.y + 1});
                }
            }
            last = pixel;
        };
        walk(object, through, sign * dx, sign * dy, add);
    }
    BitRegion cut(box);
    for (const Pixel pixel : pixels) {
        cut.setSpan(pixel.y, pixel.x, pixel.x + 1);
    }
    return cut;
}

}  // namespace frisket::smart
