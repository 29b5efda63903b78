// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "core/paint/nib.h"
#include "core/paint/symmetry.h"

namespace frisket::paint {

/// How a hand's way becomes a stroke.
struct BrushStyle {
    Nib nib = {};
    Symmetry symmetry = {};
    /// Length in pixels of the string by which the pointer pulls the brush; 0: none. The brush
    /// moves only when the string is taut, so that what trembles less than that is not drawn.
    double pull = 0;
    /// Whether the pen's pressure, 0..1, is the part of the diameter that is painted.
    bool pressure = false;
};

/// One straight piece to sweep; a dab where both ends are the same.
struct Sweep {
    Nib nib = {};
    base::Point from;
    base::Point to;

    bool operator==(const Sweep&) const = default;
};

/// Turns the pointer's places into what is to be swept, copies included. Nothing is given twice:
/// a pointer that stays where the brush would not move paints nothing new.
class BrushStroke {
public:
    explicit BrushStroke(const BrushStyle& style) : m_style(style) {}

    /// The pointer came down at `at`. `lineFrom`: with a straight line from there.
    [[nodiscard]] std::vector<Sweep> begin(base::Point at, double pressure,
                                           const std::optional<base::Point>& lineFrom = {});
    [[nodiscard]] std::vector<Sweep> extend(base::Point at, double pressure);
    /// The pointer was lifted; `extend` has had its last place.
    [[nodiscard]] std::vector<Sweep> end();

    /// Where the brush is, which with a string is not where the pointer is.
    [[nodiscard]] base::Point tip() const { return m_tip; }

private:
    [[nodiscard]] int diameterAt(double pressure) const;
    /// Where the string lets the brush go.
    [[nodiscard]] base::Point pulledTo(base::Point pointer) const;
    void moveTo(base::Point place, int diameter, std::vector<Sweep>& out);
    void sweepCopies(base::Point from, base::Point to, int diameter, std::vector<Sweep>& out) const;

    BrushStyle m_style;
    base::Point m_tip;
    int m_diameter = 1;    ///< of what was painted last
    bool m_moved = false;  ///< since it began
};

}  // namespace frisket::paint
