// SPDX-License-Identifier: MIT
#include "core/array/box.h"

#include <algorithm>

#include "core/array/layout.h"

namespace frisket::array {

Box Box::wholeOf(const Shape& shape) { return {Dims::filled(shape.rank(), 0), shape}; }

Box Box::around(std::int64_t first, std::int64_t last, const Shape& shape) {
    Box box{unravel(first, shape), unravel(last, shape)};
    bool same = true;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        if (!same) {
            box.begin[axis] = 0;
            box.end[axis] = shape[axis];
            continue;
        }
        same = box.begin[axis] == box.end[axis];
        ++box.end[axis];
    }
    return box;
}

bool Box::empty() const {
    for (int axis = 0; axis < rank(); ++axis) {
        if (begin[axis] >= end[axis]) {
            return true;
        }
    }
    return false;
}

bool Box::contains(const Index& index) const {
    for (int axis = 0; axis < rank(); ++axis) {
        if (index[axis] < begin[axis] || index[axis] >= end[axis]) {
            return false;
        }
    }
    return true;
}

Box Box::united(const Box& other) const {
    if (empty() || other.empty()) {
        return empty() ? other : *this;
    }
    Box both = *this;
    for (int axis = 0; axis < rank(); ++axis) {
        both.begin[axis] = std::min(begin[axis], other.begin[axis]);
        both.end[axis] = std::max(end[axis], other.end[axis]);
    }
    return both;
}

std::int64_t Box::firstIn(const Shape& shape) const { return Layout::rowMajor(shape).at(begin); }

std::int64_t Box::lastIn(const Shape& shape) const {
    Index last = end;
    for (std::int64_t& place : last) {
        --place;
    }
    return Layout::rowMajor(shape).at(last);
}

std::vector<ElementRange> Box::ranges(const Shape& shape, std::int64_t gap,
                                      std::int64_t most) const {
    if (empty()) {
        return {};
    }
    const Layout layout = Layout::rowMajor(shape);
    const Strides& strides = layout.strides;
    // One range spans the axes from `outer` on. Axis by axis from the right it takes in what lies
    // near, then what would make too many ranges.
    std::int64_t count = 1;
    for (int axis = 0; axis < rank(); ++axis) {
        const std::int64_t extent = end[axis] - begin[axis];
        count = count > most / extent ? most + 1 : count * extent;
    }
    int outer = rank();
    std::int64_t span = 1;
    while (outer > 0) {
        const int axis = outer - 1;
        const std::int64_t extent = end[axis] - begin[axis];
        if (extent > 1 && strides[axis] - span >= std::max<std::int64_t>(gap, 1) && count <= most) {
            break;
        }
        span += (extent - 1) * strides[axis];
        outer = axis;
        count = 1;
        for (int before = 0; before < outer; ++before) {
            const std::int64_t steps = end[before] - begin[before];
            count = count > most / steps ? most + 1 : count * steps;
        }
    }
    std::vector<ElementRange> out;
    out.reserve(static_cast<std::size_t>(count));
    Index index = begin;
    while (true) {
        const std::int64_t first = layout.at(index);
        out.push_back({first, first + span});
        int axis = outer - 1;
        for (; axis >= 0 && ++index[axis] == end[axis]; --axis) {
            index[axis] = begin[axis];
        }
        if (axis < 0) {
            return out;
        }
    }
}

}  // namespace frisket::array
