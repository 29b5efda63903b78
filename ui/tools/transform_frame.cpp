// SPDX-License-Identifier: MIT
#include "ui/tools/transform_frame.h"

#include <algorithm>
#include <cmath>

#include "ui/session/floating.h"

namespace frisket::ui {

namespace {
using base::Point;
using paint::Placement;

/// Device pixels: a handle is hit so near, the frame is at least so far from its middle, and what
/// turns is so far above it.
constexpr double kHit = 8;
constexpr double kLeastHalf = 20;
constexpr double kTurner = 26;
constexpr double kTurnStep = 15;
constexpr double kRadian = 3.14159265358979323846 / 180;

/// `way` turned by so many degrees.
Point turned(Point way, double degrees) {
    return Placement{{0, 0}, {0, 0}, 1, 1, degrees}.apply(way);
}

double angleOf(Point middle, Point place) {
    return std::atan2(place.y - middle.y, place.x - middle.x) / kRadian;
}

Placement movedBy(Placement placement, Point way, bool straight) {
    Point step{std::round(way.x), std::round(way.y)};
    if (straight) {
        (std::abs(way.x) < std::abs(way.y) ? step.x : step.y) = 0;
    }
    placement.to = {placement.to.x + step.x, placement.to.y + step.y};
    return placement;
}

Placement turnedBy(Placement placement, Point from, Point to, bool steps) {
    const double way = angleOf(placement.to, to) - angleOf(placement.to, from);
    double degrees = placement.degrees + way;
    if (steps) {
        degrees = std::round(degrees / kTurnStep) * kTurnStep;
    }
    placement.degrees = session::normalDegrees(degrees);
    return placement;
}

/// One axis of a scaling: the size, with a sign, that follows the pointer.
struct Axis {
    double own = 1;    ///< pixels of the bits
    double scale = 1;  ///< at the start
    int side = 0;      ///< that is held

    /// After the held side went `way` along the axis, counted in image pixels.
    [[nodiscard]] double after(double way, bool aboutMiddle, bool wholePixels) const {
        const double size = own * scale;
        double next = size + side * way * (aboutMiddle ? 2 : 1);
        if (wholePixels) {
            next = std::round(next);
            // Nothing has no other side: a pixel is the least.
            next = next == 0 ? std::copysign(1.0, size) : next;
        }
        return paint::boundedScale(next / own);
    }
};

Placement scaledBy(const base::Rect& box, Placement start, const Grip& grip, Point way,
                   DragManner manner) {
    const bool upright = std::fmod(start.degrees, 90.0) == 0;
    const Axis x{static_cast<double>(box.width()), start.scaleX, grip.sideX};
    const Axis y{static_cast<double>(box.height()), start.scaleY, grip.sideY};
    // The pointer's way along the bits' own axes as they lie. Sides are counted in those of the
    // bits: with a scale below 0 the right one lies at the left.
    const Point along = turned(way, -start.degrees);
    double scaleX = grip.sideX == 0 ? start.scaleX : x.after(along.x, manner.aboutMiddle, upright);
    double scaleY = grip.sideY == 0 ? start.scaleY : y.after(along.y, manner.aboutMiddle, upright);
    if (manner.keepsRatio) {
        const double byX = scaleX / start.scaleX;
        const double byY = scaleY / start.scaleY;
        const bool followsX = grip.sideY == 0 || (grip.sideX != 0 && std::abs(byX) > std::abs(byY));
        const double factor = followsX ? byX : byY;
        // A corner may be pulled through to either side on its own.
        scaleX = paint::boundedScale(
            start.scaleX * (grip.sideX == 0 ? std::abs(factor) : std::copysign(factor, byX)));
        scaleY = paint::boundedScale(
            start.scaleY * (grip.sideY == 0 ? std::abs(factor) : std::copysign(factor, byY)));
    }
    Placement next = start;
    next.scaleX = scaleX;
    next.scaleY = scaleY;
    if (!manner.aboutMiddle) {
        // The opposite side stays: the middle goes half of what the size grew.
        const Point shift = turned({grip.sideX * x.own * (scaleX - start.scaleX) / 2,
                                    grip.sideY * y.own * (scaleY - start.scaleY) / 2},
                                   start.degrees);
        next.to = {start.to.x + shift.x, start.to.y + shift.y};
    }
    return next;
}
}  // namespace

TransformFrame::TransformFrame(const base::Rect& box, const Placement& placement, double scale)
    : m_placement(placement),
      m_scale(scale),
      m_half{std::max(static_cast<double>(box.width()) / 2 * std::abs(placement.scaleX),
                      kLeastHalf / scale),
             std::max(static_cast<double>(box.height()) / 2 * std::abs(placement.scaleY),
                      kLeastHalf / scale)},
      m_sign{placement.scaleX < 0 ? -1.0 : 1.0, placement.scaleY < 0 ? -1.0 : 1.0} {}

Point TransformFrame::at(int sideX, int sideY) const {
    const Point way =
        turned({sideX * m_sign.x * m_half.x, sideY * m_sign.y * m_half.y}, m_placement.degrees);
    return {m_placement.to.x + way.x, m_placement.to.y + way.y};
}

Point TransformFrame::turner() const {
    const Point way = turned({0, -m_half.y - kTurner / m_scale}, m_placement.degrees);
    return {m_placement.to.x + way.x, m_placement.to.y + way.y};
}

Grip TransformFrame::gripAt(Point image) const {
    Grip grip;
    double least = kHit;
    for (const Sides& sides : kHandles) {
        const Point there = at(sides[0], sides[1]);
        const double distance = m_scale * std::hypot(there.x - image.x, there.y - image.y);
        if (distance <= least) {
            grip = {Grip::Kind::Handle, sides[0], sides[1]};
            least = distance;
        }
    }
    if (grip.kind == Grip::Kind::Handle) {
        return grip;
    }
    const Point own =
        turned({image.x - m_placement.to.x, image.y - m_placement.to.y}, -m_placement.degrees);
    const bool inside = std::abs(own.x) <= m_half.x && std::abs(own.y) <= m_half.y;
    return {inside ? Grip::Kind::Inside : Grip::Kind::Outside, 0, 0};
}

Placement dragged(const base::Rect& box, const Placement& start, const Grip& grip, Point from,
                  Point to, DragManner manner) {
    const Point way{to.x - from.x, to.y - from.y};
    switch (grip.kind) {
        case Grip::Kind::Inside:
            return movedBy(start, way, manner.keepsRatio);
        case Grip::Kind::Handle:
            return scaledBy(box, start, grip, way, manner);
        case Grip::Kind::Outside:
            break;
    }
    return turnedBy(start, from, to, manner.keepsRatio);
}

}  // namespace frisket::ui
