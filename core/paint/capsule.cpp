// SPDX-License-Identifier: MIT
#include "core/paint/capsule.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace frisket::paint {

__extension__ using Int128 = __int128;

struct Capsule::Reach {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double from, double to) {
        if (from <= to) {
            low = std::min(low, from);
            high = std::max(high, to);
        }
    }
};

bool Capsule::holds(std::int64_t x, std::int64_t y) const {
    const std::int64_t px = 2 * x + 1 - m_a.x;
    const std::int64_t py = 2 * y + 1 - m_a.y;
    const std::int64_t along = px * m_dx + py * m_dy;
    const std::int64_t length2 = m_dx * m_dx + m_dy * m_dy;
    const std::int64_t radius2 = m_radius * m_radius;
    if (m_ends == Ends::Flat && (along < 0 || along > length2)) {
        return false;
    }
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

PixelSpan Capsule::row(std::int64_t y) const {
    const std::int64_t centre = 2 * y + 1;
    Reach reach;
    if (m_ends == Ends::Round) {
        addDisk(m_a, centre, reach);
        addDisk(m_b, centre, reach);
    }
    addBand(centre, reach);
    if (reach.low > reach.high) {
        return {};
    }
    PixelSpan span{static_cast<std::int64_t>(std::floor((reach.low - 1) / 2)),
                   static_cast<std::int64_t>(std::ceil((reach.high - 1) / 2)) + 1};
    while (!span.empty() && !holds(span.x0, y)) {
        ++span.x0;
    }
    while (!span.empty() && !holds(span.x1 - 1, y)) {
        --span.x1;
    }
    return span;
}

void Capsule::addDisk(HalfPoint centre, std::int64_t rowCentre, Reach& reach) const {
    const std::int64_t dy = rowCentre - centre.y;
    const std::int64_t half2 = m_radius * m_radius - dy * dy;
    if (half2 >= 0) {
        const double half = std::sqrt(static_cast<double>(half2));
        const auto x = static_cast<double>(centre.x);
        reach.add(x - half, x + half);
    }
}

/// The rectangle between the two disks: |cross| <= radius * length and 0 <= along <= length^2, both
/// linear in x. Their rounding errors stay below 1/16 of a unit, so widening by a whole unit on
/// each side keeps every pixel, even where the row only touches a corner.
void Capsule::addBand(std::int64_t rowCentre, Reach& reach) const {
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

}  // namespace frisket::paint
