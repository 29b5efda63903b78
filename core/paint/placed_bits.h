// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/base/progress.h"
#include "core/condition/bit_region.h"

namespace frisket::paint {

/// How bits are laid elsewhere: the place `from` of theirs comes to lie at `to`; around it they are
/// scaled along their own axes, a scale below 0 mirrors, then turned clockwise.
struct Placement {
    base::Point from;
    base::Point to;
    double scaleX = 1;
    double scaleY = 1;
    double degrees = 0;

    /// Where a place of theirs comes to lie.
    [[nodiscard]] base::Point apply(base::Point point) const;

    bool operator==(const Placement&) const = default;
};

/// Scales whose amount is smaller or larger are taken as this one.
inline constexpr double kLeastScale = 1.0 / 64;
inline constexpr double kMostScale = 64;
/// With the same sign.
[[nodiscard]] double boundedScale(double scale);
/// Farthest from the image's corner that bits can be laid, along each axis.
inline constexpr double kMostPlace = 1 << 22U;

/// Bits under a placement, asked pixel by pixel. Pixel (x, y) is set where the bits' pixel that
/// holds (u, v) is, with
///     u = (ux (2x + 1) + uy (2y + 1) + u0) / 2^31,   v likewise,
/// the inverse placement of its centre, in whole numbers: ux, uy, vx, vy are the coefficients in
/// units of 2^-30, u0 and v0 in units of 2^-31 so that `from` comes to lie at `to`, all rounded.
/// What lies on the edge of two pixels belongs to the right or lower one. Turns by quarters are
/// exact, so without scaling each of the bits goes to one pixel. Nothing is set for a placement
/// that can't be worked out: a number is NaN, the turn infinite, or a coordinate of `from` or `to`
/// of more than kMostPlace. Those of bits and pixels are at most that.
class PlacedBits {
public:
    /// `bits` must live as long.
    PlacedBits(const condition::BitRegion& bits, const Placement& placement);

    /// Pixels that may be set, not clipped; the least such box where only whole pixels are moved.
    [[nodiscard]] const base::Rect& box() const { return m_box; }
    [[nodiscard]] bool at(std::int64_t x, std::int64_t y) const {
        return set((m_ux * (2 * x + 1) + m_uy * (2 * y + 1) + m_u0) >> kShift,
                   (m_vx * (2 * x + 1) + m_vy * (2 * y + 1) + m_v0) >> kShift);
    }

    /// The pixels of `clip`, which does not reach left of column 0 or above row 0. Costs those
    /// of `box()` in it; by words where pixels are moved, mirrored and turned by quarters.
    [[nodiscard]] base::Result<condition::BitRegion> in(const base::Rect& clip,
                                                        base::Progress* progress = nullptr) const;

private:
    static constexpr int kShift = 31;

    /// A placement that moves whole pixels: u = signU * (x or y) + moveU, v of the other one.
    struct Whole {
        bool swaps = false;  ///< u goes with y
        std::int64_t signU = 1;
        std::int64_t signV = 1;
        std::int64_t moveU = 0;
        std::int64_t moveV = 0;
    };
    [[nodiscard]] std::optional<Whole> whole() const;
    [[nodiscard]] bool set(std::int64_t u, std::int64_t v) const { return m_bits.at(u, v); }
    void sampleRow(std::int64_t y, condition::BitRegion& out) const;
    void copyRow(const Whole& way, std::int64_t y, condition::BitRegion& out) const;
    void turnRows(const Whole& way, std::int64_t y, condition::BitRegion& out) const;

    const condition::BitRegion& m_bits;
    // At first all pixels are at (-1, -1) of the bits, where nothing is set.
    std::int64_t m_ux = 0, m_uy = 0, m_u0 = -1;
    std::int64_t m_vx = 0, m_vy = 0, m_v0 = -1;
    base::Rect m_box;
};

}  // namespace frisket::paint
