// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/base/geometry.h"

namespace frisket::base {

/// Pixels of a plane as a few rectangles, which may overlap and may hold more than what is meant:
/// what to look at again after a change. A ring costs a ring and not its bounding box.
class Area {
public:
    Area() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a rectangle is an area.
    Area(const Rect& rect) { add(rect); }

    void add(const Rect& rect) {
        if (!rect.empty()) {
            m_rects.push_back(rect);
            m_bounds = m_bounds.united(rect);
        }
    }
    void add(const Area& other) {
        m_rects.insert(m_rects.end(), other.m_rects.begin(), other.m_rects.end());
        m_bounds = m_bounds.united(other.m_bounds);
    }

    [[nodiscard]] bool empty() const { return m_rects.empty(); }
    [[nodiscard]] const std::vector<Rect>& rects() const { return m_rects; }
    [[nodiscard]] const Rect& bounds() const { return m_bounds; }
    [[nodiscard]] bool contains(std::int64_t x, std::int64_t y) const {
        return std::any_of(m_rects.begin(), m_rects.end(),
                           [=](const Rect& rect) { return rect.contains(x, y); });
    }

private:
    std::vector<Rect> m_rects;
    Rect m_bounds;
};

}  // namespace frisket::base
