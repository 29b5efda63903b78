// SPDX-License-Identifier: MIT
#include "core/paint/brush_stroke.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace frisket::paint {

namespace {
/// Pieces of a way on which the pressure changes, at most: steps of the width are then below what
/// a hand can draw.
constexpr int kMostPieces = 64;

base::Point between(base::Point from, base::Point to, double part) {
    return {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
}
}  // namespace

int BrushStroke::diameterAt(double pressure) const {
    const int diameter = m_style.nib.diameter;
    if (!m_style.pressure) {
        return diameter;
    }
    const double part = std::clamp(pressure, 0.0, 1.0);
    return std::max(kMinDiameter, static_cast<int>(std::lround(part * diameter)));
}

base::Point BrushStroke::pulledTo(base::Point pointer) const {
    if (!(m_style.pull > 0)) {
        return pointer;
    }
    const double distance = std::hypot(pointer.x - m_tip.x, pointer.y - m_tip.y);
    return distance > m_style.pull ? between(m_tip, pointer, 1 - m_style.pull / distance) : m_tip;
}

std::vector<Sweep> BrushStroke::begin(base::Point at, double pressure,
                                      const std::optional<base::Point>& lineFrom) {
    std::vector<Sweep> out;
    m_diameter = diameterAt(pressure);
    m_tip = lineFrom.value_or(at);
    m_moved = false;
    if (m_style.nib.shape != NibShape::Flat) {
        sweepCopies(m_tip, m_tip, m_diameter, out);
    }  // else there is no dab until it is known that the brush stays
    if (lineFrom) {
        moveTo(at, m_diameter, out);
    }
    return out;
}

std::vector<Sweep> BrushStroke::extend(base::Point at, double pressure) {
    std::vector<Sweep> out;
    moveTo(pulledTo(at), diameterAt(pressure), out);
    return out;
}

std::vector<Sweep> BrushStroke::end() {
    std::vector<Sweep> out;
    if (m_style.nib.shape == NibShape::Flat && !m_moved) {
        sweepCopies(m_tip, m_tip, m_diameter, out);
    }
    return out;
}

void BrushStroke::moveTo(base::Point place, int diameter, std::vector<Sweep>& out) {
    // Compared as the brush sees them.
    if (snapped(place, diameter) == snapped(m_tip, diameter) && diameter <= m_diameter) {
        m_diameter = diameter;  // from here it goes on with less
        return;
    }
    if (m_style.nib.shape == NibShape::Flat && m_moved) {
        sweepCopies(m_tip, m_tip, m_diameter, out);  // the joint
    }
    const int pieces = std::clamp(std::abs(diameter - m_diameter), 1, kMostPieces);
    base::Point from = m_tip;
    for (int i = 1; i <= pieces; ++i) {
        const double part = static_cast<double>(i) / pieces;
        const base::Point to = i == pieces ? place : between(m_tip, place, part);
        const auto width =
            static_cast<int>(std::lround(m_diameter + (diameter - m_diameter) * part));
        sweepCopies(from, to, width, out);
        from = to;
    }
    m_tip = place;
    m_diameter = diameter;
    m_moved = true;
}

void BrushStroke::sweepCopies(base::Point from, base::Point to, int diameter,
                              std::vector<Sweep>& out) const {
    const Nib nib{m_style.nib.shape, diameter};
    if (m_style.symmetry.kind == SymmetryKind::None) {
        out.push_back({nib, from, to});
        return;
    }
    // Copied from where the brush sits, so that a mirrored stroke is mirrored to the pixel.
    const std::vector<base::Point> starts = copies(m_style.symmetry, snapped(from, diameter));
    const std::vector<base::Point> ends = copies(m_style.symmetry, snapped(to, diameter));
    for (std::size_t i = 0; i < starts.size(); ++i) {
        out.push_back({nib, starts[i], ends[i]});
    }
}

}  // namespace frisket::paint
