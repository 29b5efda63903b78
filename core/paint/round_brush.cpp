// SPDX-License-Identifier: MIT
#include "core/paint/round_brush.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace frisket::paint {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::kWordBits;

__extension__ using Int128 = __int128;

/// Half-open run of pixels of one row; empty when x1 <= x0.
struct Span {
    std::int64_t x0 = 0;
    std::int64_t x1 = 0;

    [[nodiscard]] bool empty() const { return x1 <= x0; }
};

/// Closed interval of reals in half-pixel units that only grows.
struct Reach {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double from, double to) {
        if (from <= to) {
            low = std::min(low, from);
            high = std::max(high, to);
        }
    }
};

/// All that is at most `radius` from the segment [a, b]; half-pixel units throughout.
class Capsule {
public:
    Capsule(HalfPoint a, HalfPoint b, std::int64_t radius)
        : m_a(a), m_b(b), m_radius(radius), m_dx(b.x - a.x), m_dy(b.y - a.y) {}

    /// Rows of pixels whose centres lie between the capsule's top and bottom.
    [[nodiscard]] std::int64_t firstRow() const { return (std::min(m_a.y, m_b.y) - m_radius) >> 1; }
    [[nodiscard]] std::int64_t endRow() const {
        return ((std::max(m_a.y, m_b.y) + m_radius) >> 1) + 1;
    }

    /// Exact: whether the centre of pixel (x, y) is in. With |coordinate| <= 2^22 and a radius of
    /// at most 2^13, a squared cross product stays below 2^98.
    [[nodiscard]] bool holds(std::int64_t x, std::int64_t y) const {
        const std::int64_t px = 2 * x + 1 - m_a.x;
        const std::int64_t py = 2 * y + 1 - m_a.y;
        const std::int64_t along = px * m_dx + py * m_dy;
        const std::int64_t length2 = m_dx * m_dx + m_dy * m_dy;
        const std::int64_t radius2 = m_radius * m_radius;
        if (along <= 0) {
            return px * px + py * py <= radius2;
        }
        if (along >= length2) {
            const std::int64_t qx = px - m_dx;
            const std::int64_t qy = py - m_dy;
            return qx * qx + qy * qy <= radius2;
        }
        const Int128 cross = Int128{px} * m_dy - Int128{py} * m_dx;
        return cross * cross <= Int128{radius2} * length2;
    }

    /// Pixels of row `y`: the closed form in doubles gives a run that is never too short, the exact
    /// test then trims its ends.
    [[nodiscard]] Span row(std::int64_t y) const {
        const std::int64_t centre = 2 * y + 1;
        Reach reach;
        addDisk(m_a, centre, reach);
        addDisk(m_b, centre, reach);
        addBand(centre, reach);
        if (reach.low > reach.high) {
            return {};
        }
        Span span{static_cast<std::int64_t>(std::floor((reach.low - 1) / 2)),
                  static_cast<std::int64_t>(std::ceil((reach.high - 1) / 2)) + 1};
        while (!span.empty() && !holds(span.x0, y)) {
            ++span.x0;
        }
        while (!span.empty() && !holds(span.x1 - 1, y)) {
            --span.x1;
        }
        return span;
    }

private:
    void addDisk(HalfPoint centre, std::int64_t rowCentre, Reach& reach) const {
        const std::int64_t dy = rowCentre - centre.y;
        const std::int64_t half2 = m_radius * m_radius - dy * dy;
        if (half2 >= 0) {
            const double half = std::sqrt(static_cast<double>(half2));
            const auto x = static_cast<double>(centre.x);
            reach.add(x - half, x + half);
        }
    }

    /// The rectangle between the two disks: |cross| <= radius * length and 0 <= along <= length^2,
    /// both linear in x. Their rounding errors stay below 1/16 of a unit, so widening by a whole
    /// unit on each side keeps every pixel, even where the row only touches a corner.
    void addBand(std::int64_t rowCentre, Reach& reach) const {
        const auto dx = static_cast<double>(m_dx);
        const auto dy = static_cast<double>(m_dy);
        const auto py = static_cast<double>(rowCentre - m_a.y);
        const double length2 = dx * dx + dy * dy;
        double low = -std::numeric_limits<double>::infinity();
        double high = -low;
        const auto bound = [&](double one, double other) {
            low = std::max(low, std::min(one, other) - 1);
            high = std::min(high, std::max(one, other) + 1);
        };
        if (m_dx == 0 && (py * dy < 0 || py * dy > length2)) {
            return;
        }
        if (m_dx != 0) {
            bound(-py * dy / dx, (length2 - py * dy) / dx);
        }
        if (m_dy == 0 && std::abs(py) > static_cast<double>(m_radius)) {
            return;
        }
        if (m_dy != 0) {
            const double width = static_cast<double>(m_radius) * std::sqrt(length2);
            bound((py * dx - width) / dy, (py * dx + width) / dy);
        }
        const auto x = static_cast<double>(m_a.x);
        if (std::isfinite(low) && std::isfinite(high)) {
            reach.add(x + low, x + high);
        }
    }

    HalfPoint m_a;
    HalfPoint m_b;
    std::int64_t m_radius;
    std::int64_t m_dx;
    std::int64_t m_dy;
};

/// The runs of all rows of the capsule inside the clip; the first and the last one are not empty.
struct Spans {
    std::int64_t firstRow = 0;
    std::vector<Span> rows;
};

int clampedDiameter(int diameter) { return std::clamp(diameter, kMinDiameter, kMaxDiameter); }

Spans sweptSpans(base::Point from, base::Point to, int diameter, const Rect& clip) {
    diameter = clampedDiameter(diameter);
    const Capsule capsule(snapped(from, diameter), snapped(to, diameter), diameter);
    const std::int64_t left = std::max<std::int64_t>(clip.x0, 0);
    Spans spans{std::max({clip.y0, capsule.firstRow(), std::int64_t{0}}), {}};
    const std::int64_t endRow = std::min(clip.y1, capsule.endRow());
    if (left >= clip.x1 || spans.firstRow >= endRow) {
        return {};
    }
    spans.rows.reserve(static_cast<std::size_t>(endRow - spans.firstRow));
    for (std::int64_t y = spans.firstRow; y < endRow; ++y) {
        const Span whole = capsule.row(y);
        const Span span{std::max(whole.x0, left), std::min(whole.x1, clip.x1)};
        if (!span.empty()) {
            spans.rows.push_back(span);
        } else if (spans.rows.empty()) {
            ++spans.firstRow;
        } else {
            break;  // convex: once the rows leave the clip they don't come back
        }
    }
    return spans;
}

/// Rows [begin, end) of `spans` as one region.
BitRegion regionOf(const Spans& spans, std::size_t begin, std::size_t end) {
    const std::int64_t top = spans.firstRow + static_cast<std::int64_t>(begin);
    Rect box;
    for (std::size_t i = begin; i < end; ++i) {
        box = box.united({spans.rows[i].x0, top, spans.rows[i].x1, top + 1});
    }
    box.y1 = top + static_cast<std::int64_t>(end - begin);
    BitRegion region(box);
    for (std::size_t i = begin; i < end; ++i) {
        region.setSpan(top + static_cast<std::int64_t>(i - begin), spans.rows[i].x0,
                       spans.rows[i].x1);
    }
    return region;
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
    const Spans spans = sweptSpans(from, to, diameter, clip);
    return spans.rows.empty() ? BitRegion() : regionOf(spans, 0, spans.rows.size());
}

std::vector<BitRegion> sweepInBands(base::Point from, base::Point to, int diameter,
                                    const Rect& clip) {
    const Spans spans = sweptSpans(from, to, diameter, clip);
    std::vector<BitRegion> bands;
    std::size_t begin = 0;
    std::int64_t touched = 0;
    std::int64_t firstWord = 0;
    std::int64_t endWord = 0;
    for (std::size_t i = 0; i < spans.rows.size(); ++i) {
        const std::int64_t first = spans.rows[i].x0 / kWordBits;
        const std::int64_t end = condition::wordsFor(spans.rows[i].x1);
        const std::int64_t grownFirst = i == begin ? first : std::min(firstWord, first);
        const std::int64_t grownEnd = i == begin ? end : std::max(endWord, end);
        const std::int64_t boxWords =
            (grownEnd - grownFirst) * static_cast<std::int64_t>(i + 1 - begin);
        if (i > begin && boxWords > 4 * (touched + end - first)) {
            bands.push_back(regionOf(spans, begin, i));
            begin = i;
            touched = 0;
            firstWord = first;
            endWord = end;
        } else {
            firstWord = grownFirst;
            endWord = grownEnd;
        }
        touched += end - first;
    }
    if (begin < spans.rows.size()) {
        bands.push_back(regionOf(spans, begin, spans.rows.size()));
    }
    return bands;
}

BitRegion dab(base::Point at, int diameter, const Rect& clip) {
    return sweep(at, at, diameter, clip);
}

}  // namespace frisket::paint
