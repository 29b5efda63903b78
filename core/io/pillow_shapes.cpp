// SPDX-License-Identifier: MIT
#include "core/io/pillow_shapes.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "core/base/division.h"

namespace frisket::io {

namespace {
using base::Rect;
using condition::BitRegion;

/// Pillow reckons with floats, so the same are needed for the same pixels.
struct Edge {
    Pixel from;
    std::int64_t top = 0;
    std::int64_t bottom = 0;
    float slope = 0;  ///< columns a row

    Edge(Pixel a, Pixel b)
        : from(a),
          top(std::min(a.y, b.y)),
          bottom(std::max(a.y, b.y)),
          slope(static_cast<float>(b.x - a.x) / static_cast<float>(b.y - a.y)) {}

    [[nodiscard]] float at(std::int64_t y) const {
        return static_cast<float>(y - from.y) * slope + static_cast<float>(from.x);
    }
    [[nodiscard]] bool endsIn(std::int64_t y) const { return y == top || y == bottom; }
    [[nodiscard]] bool isIn(std::int64_t y) const { return y >= top && y <= bottom; }
};

/// Halves away from zero.
std::int64_t up(double value) {
    const double size = std::floor(std::abs(value) + 0.5);
    return static_cast<std::int64_t>(value < 0 ? -size : size);
}
/// Halves towards zero.
std::int64_t down(double value) {
    const double size = std::ceil(std::abs(value) - 0.5);
    return static_cast<std::int64_t>(value < 0 ? -size : size);
}

/// Edges in the order of the corners, and of a row those that are in it.
class Scan {
public:
    Scan(std::vector<Edge> edges, std::int64_t firstRow) : m_edges(std::move(edges)) {
        for (const Edge& edge : m_edges) {
            m_coming.push_back(&edge);
        }
        std::stable_sort(m_coming.begin(), m_coming.end(),
                         [](const Edge* a, const Edge* b) { return a->top > b->top; });
        advance(firstRow);
    }

    void advance(std::int64_t y) {
        std::erase_if(m_active, [y](const Edge* edge) { return edge->bottom < y; });
        const std::size_t before = m_active.size();
        while (!m_coming.empty() && m_coming.back()->top <= y) {
            if (m_coming.back()->bottom >= y) {
                m_active.push_back(m_coming.back());
            }
            m_coming.pop_back();
        }
        if (m_active.size() > before) {
            std::sort(m_active.begin(), m_active.end());
        }
    }

    /// Crossings of the row, rising. `isLast`: no row of the polygon follows.
    std::span<const float> crossings(std::int64_t y, bool isLast) {
        m_places.clear();
        for (std::size_t i = 0; i < m_active.size(); ++i) {
            const Edge& edge = *m_active[i];
            const float place = edge.at(y);
            if (y == edge.bottom && !isLast) {
                m_places.insert(m_places.end(), 2, place);
            } else {
                m_places.push_back(place);
                if (edge.slope != 0 && std::round(place) == place) {
                    joinCorner(i, y, isLast);
                }
            }
        }
        std::sort(m_places.begin(), m_places.end());
        return m_places;
    }

private:
    void joinCorner(std::size_t index, std::int64_t y, bool isLast) {
        const Edge& own = *m_active[index];
        for (std::size_t k = 0; k < index; ++k) {
            const Edge& other = *m_active[k];
            const bool oneSide = own.slope > 0 ? other.slope > 0 : other.slope < 0;
            const bool meets =
                (y == own.top && y == other.top) || (y == own.bottom && y == other.bottom);
            if (!oneSide || !meets || m_places.back() != other.at(y)) {
                continue;
            }
            const std::int64_t beside = isLast ? y - 1 : y + 1;
            const float one = own.at(beside);
            const float two = other.at(beside);
            const auto place = static_cast<std::size_t>(&other - m_edges.data());
            const float joined =
                y == own.bottom ? (own.slope > 0 ? std::max(one, two) + 1 : std::min(one, two) - 1)
                                : (own.slope > 0 ? std::min(one, two) : std::max(one, two) + 1);
            if (place < m_places.size()) {
                m_places[place] = joined;
            }
            return;
        }
    }

    std::vector<Edge> m_edges;
    std::vector<const Edge*> m_coming;  ///< the next one last
    std::vector<const Edge*> m_active;  ///< in the order of the corners
    std::vector<float> m_places;
};

/// Pixels from `first` to `last`, both included.
void setRun(BitRegion& region, std::int64_t y, std::int64_t first, std::int64_t last) {
    if (y >= region.box().y0 && y < region.box().y1 && first <= last) {
        region.setSpan(y, first, last + 1);
    }
}
}  // namespace

BitRegion pillowPolygon(std::span<const Pixel> corners, const Rect& clip) {
    if (corners.empty()) {
        return {};
    }
    Rect bounds{corners[0].x, corners[0].y, corners[0].x, corners[0].y};
    for (const Pixel& corner : corners) {
        bounds = {std::min(bounds.x0, corner.x), std::min(bounds.y0, corner.y),
                  std::max(bounds.x1, corner.x), std::max(bounds.y1, corner.y)};
    }
    // A pixel more to each side, for corners that are joined.
    BitRegion region(
        Rect{bounds.x0 - 1, bounds.y0, bounds.x1 + 2, bounds.y1 + 1}.intersected(clip));
    if (region.empty()) {
        return {};
    }
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Pixel a = corners[i];
        const Pixel b = corners[(i + 1) % corners.size()];
        if (a.y == b.y) {
            setRun(region, a.y, std::min(a.x, b.x), std::max(a.x, b.x));
        } else {
            edges.emplace_back(a, b);
        }
    }
    // The edge of the picture cuts: below it there may be a row that is seen by no one.
    const std::int64_t lastRow = std::min(std::max<std::int64_t>(0, bounds.y1), clip.y1);
    Scan scan(std::move(edges), region.box().y0);
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        scan.advance(y);
        const auto places = scan.crossings(y, y >= lastRow);
        std::int64_t next = 0;  // column that no run of this row has reached
        for (std::size_t i = 1; i < places.size(); i += 2) {
            const std::int64_t last = down(static_cast<double>(places[i]));
            if (last < next) {
                continue;
            }
            // Where two edges lie on each other midway between two pixels, `first` is after `last`;
            // both pixels are drawn.
            const std::int64_t first = std::max(up(static_cast<double>(places[i - 1])), next);
            setRun(region, y, std::min(first, last), std::max(first, last));
            next = last + 1;
        }
    }
    return region;
}

BitRegion pillowLine(Pixel from, Pixel to, int width, const Rect& clip) {
    if (from == to) {
        BitRegion region(Rect{from.x, from.y, from.x + 1, from.y + 1}.intersected(clip));
        region.fill();
        return region;
    }
    const auto across = static_cast<double>(to.x - from.x);
    const auto along = static_cast<double>(to.y - from.y);
    const double length = std::hypot(across, along);
    const double half = (width - 1) / 2.0;
    // An even width has half a pixel too much, which is given to one side.
    const double wide = static_cast<double>(up(half)) / length;
    const double narrow = static_cast<double>(down(half)) / length;
    const std::int64_t left = down(narrow * along);
    const std::int64_t right = down(wide * along);
    const std::int64_t above = down(narrow * across);
    const std::int64_t below = down(wide * across);
    const Pixel corners[] = {{from.x - left, from.y + below},
                             {to.x - left, to.y + below},
                             {to.x + right, to.y - above},
                             {from.x + right, from.y - above}};
    return pillowPolygon(corners, clip);
}

BitRegion pillowEllipse(Pixel first, Pixel last, const Rect& clip) {
    BitRegion region(Rect{first.x, first.y, last.x + 1, last.y + 1}.intersected(clip));
    if (region.empty()) {
        return {};
    }
    // Twice the pixels' distances from the middle of the box, so that they are whole.
    const std::int64_t a = last.x - first.x;
    const std::int64_t b = last.y - first.y;
    const auto deviation = [a, b](std::int64_t x, std::int64_t y) {
        // Extents are below 2^18, so each product is below 2^73.
        __extension__ using Wide = __int128;
        const Wide sum = Wide{a * a} * (y * y) + Wide{b * b} * (x * x) - Wide{a * a} * (b * b);
        return sum < 0 ? -sum : sum;
    };
    const auto drawRows = [&](std::int64_t x, std::int64_t y) {
        for (const std::int64_t row : {first.y + last.y + y, first.y + last.y - y}) {
            setRun(region, row / 2, (first.x + last.x - x) / 2, (first.x + last.x + x) / 2);
        }
    };
    // From the right end of the middle row up to the top, step by step to whichever neighbour is
    // closest to the curve; the first pixel of a row is its outermost one.
    std::int64_t x = a;
    std::int64_t y = b % 2;
    drawRows(x, y);
    while (x != a % 2 || y != b) {
        Pixel next{x, y + 2};
        auto least = deviation(next.x, next.y);
        if (x > 1) {
            for (const Pixel other : {Pixel{x - 2, y + 2}, Pixel{x - 2, y}}) {
                const auto found = deviation(other.x, other.y);
                if (found < least) {
                    least = found;
                    next = other;
                }
            }
        }
        const bool newRow = next.y != y;
        x = next.x;
        y = next.y;
        if (newRow) {
            drawRows(x, y);
        }
    }
    return region;
}

}  // namespace frisket::io
