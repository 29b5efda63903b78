// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "core/base/geometry.h"
#include "core/paint/placed_bits.h"

namespace frisket::ui {

/// What of a transform's frame the pointer holds.
struct Grip {
    enum class Kind : std::uint8_t { Outside, Inside, Handle };

    Kind kind = Kind::Outside;
    /// Of a handle: -1, 0 or 1 for the left, no, the right side of the bits' own box, and its upper
    /// or lower one.
    int sideX = 0;
    int sideY = 0;

    bool operator==(const Grip&) const = default;
};

/// The rectangle with handles around bits as they lie. Where they are small on the screen it keeps
/// a distance, so that handles don't cover them and they can be moved.
class TransformFrame {
public:
    /// `box` is the bits' own; `scale` is device pixels per image pixel.
    TransformFrame(const base::Rect& box, const paint::Placement& placement, double scale);

    using Sides = std::array<int, 2>;
    /// The eight handles, going round from the upper left corner.
    static constexpr std::array<Sides, 8> kHandles{
        {{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}}};
    /// Where that side or corner of the frame is in the image; (0, 0) is its middle.
    [[nodiscard]] base::Point at(int sideX, int sideY) const;
    /// The middle of the side that lies above, mirrored or not.
    [[nodiscard]] base::Point above() const { return at(0, m_sign.y < 0 ? 1 : -1); }
    /// What turns the bits: beyond that.
    [[nodiscard]] base::Point turner() const;
    [[nodiscard]] Grip gripAt(base::Point image) const;

private:
    paint::Placement m_placement;
    double m_scale;
    base::Point m_half;  ///< of the frame along the bits' own axes, in image pixels
    base::Point m_sign;  ///< of the scales
};

/// How a drag is meant; as the keys say.
struct DragManner {
    bool keepsRatio = false;   ///< of a scale; a turn goes in steps of 15 degrees, a move straight
    bool aboutMiddle = false;  ///< scales about the middle
};

/// The placement after the pointer went `from` -> `to` (image) with that grip on bits of `box` that
/// lay as `start`. Moves by whole pixels; where sides are level and upright, sizes are whole
/// pixels.
[[nodiscard]] paint::Placement dragged(const base::Rect& box, const paint::Placement& start,
                                       const Grip& grip, base::Point from, base::Point to,
                                       DragManner manner);

}  // namespace frisket::ui
