// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/round_brush.h"
#include "core/paint/span_rows.h"

namespace frisket::paint {

/// All that is at most `radius` from the segment [a, b], half-pixel units throughout; with flat
/// ends only what lies beside the segment. Exact; a shape for `SpanRows::of`.
class Capsule {
public:
    enum class Ends : std::uint8_t { Round, Flat };

    Capsule(HalfPoint a, HalfPoint b, std::int64_t radius, Ends ends = Ends::Round)
        : m_a(a), m_b(b), m_radius(radius), m_dx(b.x - a.x), m_dy(b.y - a.y), m_ends(ends) {}

    /// Rows of pixels whose centres lie between the capsule's top and bottom.
    [[nodiscard]] std::int64_t firstRow() const { return (std::min(m_a.y, m_b.y) - m_radius) >> 1; }
    [[nodiscard]] std::int64_t endRow() const {
        return ((std::max(m_a.y, m_b.y) + m_radius) >> 1) + 1;
    }
    /// Whether the centre of pixel (x, y) is in. With |coordinate| <= 2^22 and a radius of at most
    /// 2^13, a squared cross product stays below 2^98.
    [[nodiscard]] bool holds(std::int64_t x, std::int64_t y) const;
    /// Pixels of row `y`: the closed form in doubles gives a run that is never too short, the exact
    /// test then trims its ends.
    [[nodiscard]] PixelSpan row(std::int64_t y) const;

private:
    /// Closed interval of reals that only grows.
    struct Reach;

    void addDisk(HalfPoint centre, std::int64_t rowCentre, Reach& reach) const;
    void addBand(std::int64_t rowCentre, Reach& reach) const;

    HalfPoint m_a;
    HalfPoint m_b;
    std::int64_t m_radius;
    std::int64_t m_dx;
    std::int64_t m_dy;
    Ends m_ends;
};

}  // namespace frisket::paint
