// SPDX-License-Identifier: MIT
#include "ui/session/floating.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace frisket::session {

namespace {
base::Point middleOf(const base::Rect& box) {
    return {static_cast<double>(box.x0 + box.x1) / 2, static_cast<double>(box.y0 + box.y1) / 2};
}
}  // namespace

double normalDegrees(double degrees) {
    const double rest = std::remainder(degrees, 360.0);
    return rest <= -180 ? rest + 360 : rest;
}

Ground Ground::of(const Document& document) {
    const edit::History& history = document.history();
    const std::size_t position = history.position();
    return {document.planeRect(), document.shownPlane(), document.painted(), position,
            position == 0 ? 0 : history.serial(position - 1) + 1};
}

void Floating::setPlacement(const paint::Placement& placement) {
    if (present() && placement != m_placement) {
        m_placement = placement;
        tell();
    }
}

void Floating::setKeepsOriginal(bool keeps) {
    if (keeps != m_keepsOriginal) {
        m_keepsOriginal = keeps;
        tell();
    }
}

bool Floating::pending() const {
    return present() && (m_origin == Origin::Pasted || m_placement != m_start);
}

bool Floating::fits(const Ground& ground) const {
    return m_origin == Origin::Pasted ? ground.plane == m_ground.plane : ground == m_ground;
}

void Floating::take(condition::BitRegion bits, Origin origin, const Ground& ground) {
    const base::Point middle = middleOf(bits.box());
    m_bits = std::make_shared<const condition::BitRegion>(std::move(bits));
    m_origin = origin;
    m_start = m_placement = paint::Placement{middle, middle, 1, 1, 0};
    m_keepsOriginal = false;
    m_ground = ground;
    tell();
}

void Floating::drop() {
    if (present()) {
        m_bits.reset();
        m_keepsOriginal = false;
        tell();
    }
}

void Floating::mirror(bool across) {
    // The mirror's axis is the image's: what is turned clockwise is turned the other way then.
    paint::Placement placement = m_placement;
    placement.degrees = normalDegrees(-placement.degrees);
    (across ? placement.scaleX : placement.scaleY) *= -1;
    setPlacement(placement);
}

void Floating::turnBy(double degrees) {
    paint::Placement placement = m_placement;
    placement.degrees = normalDegrees(placement.degrees + degrees);
    setPlacement(placement);
}

void Floating::moveBy(double x, double y) {
    paint::Placement placement = m_placement;
    placement.to = {placement.to.x + x, placement.to.y + y};
    setPlacement(placement);
}

base::Point Floating::corner() const {
    const base::Rect& box = m_bits->box();
    base::Point least{HUGE_VAL, HUGE_VAL};
    for (const std::int64_t x : {box.x0, box.x1}) {
        for (const std::int64_t y : {box.y0, box.y1}) {
            const base::Point there =
                m_placement.apply({static_cast<double>(x), static_cast<double>(y)});
            least = {std::min(least.x, there.x), std::min(least.y, there.y)};
        }
    }
    return least;
}

void Floating::tell() {
    ++m_version;
    emit changed();
    if (std::exchange(m_wasPending, pending()) != m_wasPending) {
        emit pendingChanged();
    }
}

}  // namespace frisket::session
