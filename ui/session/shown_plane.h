// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/array/box.h"
#include "core/base/geometry.h"

namespace frisket::session {

/// Which plane of an n-d array is shown: two of its axes, the others at one index each. Pixel
/// (x, y) is the element whose index is x along axisX, y along axisY, and `index` elsewhere.
struct ShownPlane {
    int axisY = -1;      ///< runs downwards; -1 where the array has less than two axes
    int axisX = -1;      ///< runs to the right; -1 where it has none
    array::Index index;  ///< by axis; those of axisY and axisX are kept for when they are hidden
    int active = -1;     ///< the hidden axis that keys and wheel step; -1 where none is hidden

    /// The first plane of the last two axes; of the first two where the last is channels.
    [[nodiscard]] static ShownPlane firstOf(const array::Shape& shape);

    [[nodiscard]] bool shows(int axis) const { return axis == axisY || axis == axisX; }
    /// The index of an element.
    [[nodiscard]] array::Index at(std::int64_t x, std::int64_t y) const;
    /// The elements of an array of `shape` that the pixels of `rect` are.
    [[nodiscard]] array::Box elements(const base::Rect& rect) const;
    /// The pixels whose elements lie in `box`; empty where the plane has none of them.
    [[nodiscard]] base::Rect pixels(const array::Box& box) const;
    /// A rectangle with every pixel whose element is `first` or comes after it in C order.
    [[nodiscard]] base::Rect pixelsFrom(std::int64_t first, const array::Shape& shape) const;
    /// The nearest plane of the same axes that has elements of `box`, which is not empty.
    [[nodiscard]] ShownPlane nearest(const array::Box& box) const;

    bool operator==(const ShownPlane&) const = default;
};

}  // namespace frisket::session
