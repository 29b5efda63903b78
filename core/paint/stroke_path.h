// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/base/geometry.h"
#include "core/paint/round_brush.h"

namespace frisket::paint {

/// One straight piece of a stroke in pixels, to be swept by the brush; a dab when both ends are
/// the same.
struct Segment {
    base::Point from;
    base::Point to;

    bool operator==(const Segment&) const = default;
};

/// Turns the pointer positions of a stroke into the segments to sweep. The last position outlives
/// the stroke, so that the next one can start with a straight line from there (Shift-click).
class StrokePath {
public:
    /// Diameter of the brush in pixels; it decides which positions are the same for the brush.
    explicit StrokePath(int diameter) : m_diameter(diameter) {}

    /// Begins a stroke at `point`; with a dab there.
    [[nodiscard]] Segment begin(base::Point point);
    /// The pointer came to `point`. Nothing where the brush would not move, and before `begin`.
    [[nodiscard]] std::optional<Segment> extend(base::Point point);
    /// Ends the stroke; keeps the last point.
    void end() { m_active = false; }

    [[nodiscard]] bool active() const { return m_active; }
    [[nodiscard]] const std::optional<base::Point>& last() const { return m_last; }

private:
    int m_diameter;
    bool m_active = false;
    std::optional<base::Point> m_last;
};

}  // namespace frisket::paint
