// SPDX-License-Identifier: MIT
#include "ui/session/tool_options.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace frisket::session {

void ToolOptions::setBrushSize(int pixels) {
    const int size = std::clamp(pixels, kSmallestBrush, kLargestBrush);
    if (size != m_brushSize) {
        m_brushSize = size;
        emit brushSizeChanged(size);
    }
}

void ToolOptions::growBrush() { setBrushSize(m_brushSize + std::max(1, m_brushSize / 10)); }

void ToolOptions::shrinkBrush() {
    // The inverse of growing: the largest size from which one step leads here or beyond.
    setBrushSize(m_brushSize - std::max(1, (m_brushSize + 10) / 11));
}

void ToolOptions::setNibShape(paint::NibShape shape) {
    if (shape != m_nibShape) {
        m_nibShape = shape;
        emit optionsChanged();
    }
}

void ToolOptions::setBrushHelp(const BrushHelp& help) {
    BrushHelp within = help;
    within.steadiness = std::clamp(help.steadiness, 0, kMostSteady);
    within.arms = std::clamp(help.arms, paint::kFewestArms, paint::kMostArms);
    if (within != m_brushHelp) {
        m_brushHelp = within;
        emit optionsChanged();
    }
}

void ToolOptions::putSymmetryAt(base::Point place) {
    BrushHelp help = m_brushHelp;
    help.centre = {std::llround(2 * place.x), std::llround(2 * place.y)};
    if (help.symmetry == paint::SymmetryKind::None) {
        help.symmetry = paint::SymmetryKind::LeftRight;
    }
    setBrushHelp(help);
}

paint::Symmetry ToolOptions::symmetry(const base::Rect& plane) const {
    const paint::HalfPoint middle{plane.x0 + plane.x1, plane.y0 + plane.y1};
    return {m_brushHelp.symmetry, m_brushHelp.arms, m_brushHelp.centre.value_or(middle)};
}

void ToolOptions::setJoin(Join join) {
    if (join != m_join) {
        m_join = join;
        emit optionsChanged();
    }
}

void ToolOptions::setSimilarity(const Similarity& similarity) {
    if (similarity != m_similarity) {
        m_similarity = similarity;
        emit optionsChanged();
    }
}

void ToolOptions::setPick(const PickOptions& pick) {
    if (pick != m_pick) {
        m_pick = pick;
        emit optionsChanged();
    }
}

void ToolOptions::setPaintColour(const std::optional<QColor>& colour) {
    if (colour != m_paintColour) {
        m_paintColour = colour;
        emit optionsChanged();
    }
}

void ToolOptions::askForPlace(TakePlace take) {
    const bool asked = asksForPlace();
    m_takePlace = std::move(take);
    if (asked || asksForPlace()) {
        emit placeAsked();
    }
}

bool ToolOptions::tellPlace(base::Point place, bool more) {
    if (!m_takePlace) {
        return false;
    }
    const TakePlace take = m_takePlace;  // it may ask anew
    if (!more) {
        askForPlace({});
    }
    take(place, more);
    return true;
}

void ToolOptions::setSmart(const SmartOptions& smart) {
    if (smart != m_smart) {
        m_smart = smart;
        emit optionsChanged();
    }
}

void ToolOptions::setLine(const std::optional<MeasuredLine>& line) {
    if (line != m_line) {
        m_line = line;
        emit lineChanged();
    }
}

}  // namespace frisket::session
