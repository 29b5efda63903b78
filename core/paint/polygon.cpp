// SPDX-License-Identifier: MIT
#include "core/paint/polygon.h"

#include <algorithm>
#include <cmath>

#include "core/base/division.h"
#include "core/condition/row_edges.h"
#include "core/paint/round_brush.h"

namespace frisket::paint {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

/// In kSubpixels-ths of a pixel; the centre of pixel (x, y) is at (kSubpixels * x + kHalf, ...).
struct Fixed {
    std::int64_t x = 0;
    std::int64_t y = 0;
};
constexpr std::int64_t kHalf = kSubpixels / 2;

Fixed fixed(base::Point point) {
    const auto round = [](double value) {
        const double inside =
            std::isnan(value) ? 0 : std::clamp(value, -kMaxCoordinate, kMaxCoordinate);
        return static_cast<std::int64_t>(std::llround(inside * kSubpixels));
    };
    return {round(point.x), round(point.y)};
}

/// First pixel, along either axis, whose centre is at or past `place`.
std::int64_t firstCentre(std::int64_t place) {
    return base::ceilDivide(place - kHalf, std::int64_t{kSubpixels});
}

template <class Visit>
void forEachEdge(std::span<const Ring> rings, Visit&& visit) {
    for (const Ring& ring : rings) {
        if (ring.size() < 3) {
            continue;
        }
        Fixed last = fixed(ring.back());
        for (const base::Point& corner : ring) {
            const Fixed next = fixed(corner);
            visit(last, next);
            last = next;
        }
    }
}

/// Of each row of the edge the first pixel whose centre is not left of it changes sides, and with
/// it all that follow.
void toggleEdge(Fixed a, Fixed b, BitRegion& region) {
    if (a.y > b.y) {
        std::swap(a, b);
    }
    const Rect& box = region.box();
    const std::int64_t end = std::min(firstCentre(b.y), box.y1);
    const std::int64_t height = b.y - a.y;  // > 0 where there is a row at all
    for (std::int64_t y = std::max(firstCentre(a.y), box.y0); y < end; ++y) {
        // Below 2^61: coordinates are below 2^30.
        const std::int64_t across = (kSubpixels * y + kHalf - a.y) * (b.x - a.x);
        const std::int64_t x =
            base::ceilDivide((a.x - kHalf) * height + across, height * std::int64_t{kSubpixels});
        if (x < box.x1) {
            const std::int64_t bit = std::max(x, box.x0) - region.originX();
            region.row(y)[bit / kWordBits] ^= Word{1} << static_cast<unsigned>(bit % kWordBits);
        }
    }
}

/// Each bit becomes the parity of the bits up to it, that one included.
void sumParities(Word* words, std::int64_t count) {
    Word carry = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        Word word = words[i];
        for (unsigned shift = 1; shift < kWordBits; shift *= 2) {
            word ^= word << shift;
        }
        words[i] = word ^ carry;
        carry = Word{0} - (words[i] >> (kWordBits - 1));
    }
}
}  // namespace

BitRegion fillPolygon(std::span<const Ring> rings, const Rect& clip) {
    Rect bounds;
    bool first = true;
    forEachEdge(rings, [&](Fixed, Fixed corner) {
        const std::int64_t x = firstCentre(corner.x);
        const std::int64_t y = firstCentre(corner.y);
        // Of corners, not of pixels: a box without width still counts.
        bounds = first ? Rect{x, y, x, y}
                       : Rect{std::min(bounds.x0, x), std::min(bounds.y0, y),
                              std::max(bounds.x1, x), std::max(bounds.y1, y)};
        first = false;
    });
    const Rect seen{std::max<std::int64_t>(clip.x0, 0), std::max<std::int64_t>(clip.y0, 0), clip.x1,
                    clip.y1};
    BitRegion region(bounds.intersected(seen));
    if (region.empty()) {
        return {};
    }
    forEachEdge(rings, [&](Fixed a, Fixed b) { toggleEdge(a, b, region); });
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        sumParities(region.row(y), region.wordsPerRow());
        condition::trimRow(region, y);
    }
    return region;
}

}  // namespace frisket::paint
