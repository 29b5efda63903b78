// SPDX-License-Identifier: MIT
#include "core/paint/nib.h"

#include <algorithm>

#include "core/base/division.h"
#include "core/paint/capsule.h"
#include "core/paint/round_brush.h"
#include "core/paint/span_rows.h"

namespace frisket::paint {

namespace {
using base::floorDivide;

/// What a square sweeps along the segment [a, b]; half-pixel units. Coordinates are below 2^23, so
/// every product stays below 2^47.
class SquareSweep {
public:
    SquareSweep(HalfPoint a, HalfPoint b, std::int64_t radius)
        : m_a(a.y <= b.y ? a : b), m_b(a.y <= b.y ? b : a), m_radius(radius) {}

    [[nodiscard]] std::int64_t firstRow() const { return (m_a.y - m_radius) >> 1; }
    [[nodiscard]] std::int64_t endRow() const { return ((m_b.y + m_radius) >> 1) + 1; }

    /// The square's middle is between two places of the segment while it reaches the row.
    [[nodiscard]] PixelSpan row(std::int64_t y) const {
        const std::int64_t down = 2 * y + 1 - m_a.y;
        const std::int64_t dx = m_b.x - m_a.x;
        const std::int64_t dy = m_b.y - m_a.y;
        const std::int64_t first = std::max<std::int64_t>(down - m_radius, 0);
        const std::int64_t last = std::min(down + m_radius, dy);
        if (first > last) {
            return {};
        }
        // In parts of dy: middles at dx * first and dx * last, or the whole way where dy is 0.
        const std::int64_t parts = std::max<std::int64_t>(dy, 1);
        const std::int64_t one = dy == 0 ? 0 : dx * first;
        const std::int64_t other = dy == 0 ? dx : dx * last;
        const std::int64_t low = (m_a.x - m_radius) * parts + std::min(one, other);
        const std::int64_t high = (m_a.x + m_radius) * parts + std::max(one, other);
        // Centres 2x + 1 in [low / parts, high / parts].
        return {-floorDivide(parts - low, 2 * parts), floorDivide(high - parts, 2 * parts) + 1};
    }

private:
    HalfPoint m_a;  ///< the upper end
    HalfPoint m_b;
    std::int64_t m_radius;
};
}  // namespace

std::vector<condition::BitRegion> sweep(const Nib& nib, base::Point from, base::Point to,
                                        const base::Rect& clip) {
    const int diameter = std::clamp(nib.diameter, kMinDiameter, kMaxDiameter);
    const HalfPoint a = snapped(from, diameter);
    const HalfPoint b = snapped(to, diameter);
    if (nib.shape == NibShape::Square) {
        return SpanRows::of(SquareSweep(a, b, diameter), clip).bands();
    }
    const bool flat = nib.shape == NibShape::Flat && a != b;
    return SpanRows::of(Capsule(a, b, diameter, flat ? Capsule::Ends::Flat : Capsule::Ends::Round),
                        clip)
        .bands();
}

}  // namespace frisket::paint
