// SPDX-License-Identifier: MIT
#include "ui/session/shown_plane.h"

#include <algorithm>

namespace frisket::session {

namespace {
/// Grey and alpha, RGB and RGBA have so many channels at most.
constexpr std::int64_t kMostChannels = 4;

/// The least i >= 0 with `i * stride >= distance`, for a stride > 0.
std::int64_t stepsTo(std::int64_t distance, std::int64_t stride) {
    return distance <= 0 ? 0 : (distance + stride - 1) / stride;
}
}  // namespace

ShownPlane ShownPlane::firstOf(const array::Shape& shape) {
    const int rank = shape.rank();
    ShownPlane plane;
    plane.index = array::Dims::filled(rank, 0);
    // Pictures in colour come as (H, W, 3): as planes of the last two axes they would be H strips
    // of three columns. A volume that is at most four voxels deep in its last axis is rarer.
    const bool channels = rank == 3 && shape[2] <= kMostChannels;
    plane.axisX = channels ? 1 : rank - 1;
    plane.axisY = channels ? 0 : std::max(rank - 2, -1);
    for (int axis = rank - 1; axis >= 0; --axis) {
        if (!plane.shows(axis)) {
            plane.active = axis;
        }
    }
    return plane;
}

array::Index ShownPlane::at(std::int64_t x, std::int64_t y) const {
    array::Index element = index;
    if (axisX >= 0) {
        element[axisX] = x;
    }
    if (axisY >= 0) {
        element[axisY] = y;
    }
    return element;
}

array::Box ShownPlane::elements(const base::Rect& rect) const {
    array::Box box{at(rect.x0, rect.y0), at(rect.x1 - 1, rect.y1 - 1)};
    for (std::int64_t& end : box.end) {
        ++end;
    }
    return box;
}

base::Rect ShownPlane::pixels(const array::Box& box) const {
    for (int axis = 0; axis < box.rank(); ++axis) {
        const bool hidden = !shows(axis);
        if (hidden && (index[axis] < box.begin[axis] || index[axis] >= box.end[axis])) {
            return {};
        }
    }
    base::Rect rect{0, 0, 1, 1};
    if (axisX >= 0) {
        rect.x0 = box.begin[axisX];
        rect.x1 = box.end[axisX];
    }
    if (axisY >= 0) {
        rect.y0 = box.begin[axisY];
        rect.y1 = box.end[axisY];
    }
    return rect.empty() ? base::Rect{} : rect;
}

base::Rect ShownPlane::pixelsFrom(std::int64_t first, const array::Shape& shape) const {
    const array::Strides strides = array::rowMajorStrides(shape);
    const std::int64_t width = axisX < 0 ? 1 : shape[axisX];
    const std::int64_t height = axisY < 0 ? 1 : shape[axisY];
    const std::int64_t strideX = axisX < 0 ? 1 : strides[axisX];
    const std::int64_t strideY = axisY < 0 ? 1 : strides[axisY];
    std::int64_t distance = first;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        distance -= shows(axis) ? 0 : index[axis] * strides[axis];
    }
    // A row is concerned where its last pixel is, a column where its lowest one is.
    const base::Rect rect{stepsTo(distance - (height - 1) * strideY, strideX),
                          stepsTo(distance - (width - 1) * strideX, strideY), width, height};
    return rect.empty() ? base::Rect{} : rect;
}

ShownPlane ShownPlane::nearest(const array::Box& box) const {
    ShownPlane plane = *this;
    for (int axis = 0; axis < box.rank(); ++axis) {
        if (!shows(axis)) {
            plane.index[axis] = std::clamp(index[axis], box.begin[axis], box.end[axis] - 1);
        }
    }
    return plane;
}

}  // namespace frisket::session
