// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "core/base/geometry.h"
#include "core/condition/rle.h"

namespace frisket::io {

/// Farthest from the origin that a corner may be, in pixels along either axis.
inline constexpr double kMostPolygonCoordinate = 16777216;  // 2^24

/// The pixels of one polygon of a COCO segmentation by the rule of COCO's own tools, so that
/// areas and scores are the same as theirs:
///
/// Corners are rounded to fifths of a pixel. Each edge is a chain of points of that finer grid, one
/// for each step along its longer axis, rounded along the other. A column is entered and left
/// where chains pass its middle; there the upper of the two points decides, and the first pixel
/// whose centre is not above it is the first of the run. Runs are even-odd.
///
/// It differs from `paint::fillPolygon`, which compares centres with the edges themselves, by
/// pixels along slanted edges. A corner is at most kMostPolygonCoordinate from 0; who calls checks
/// that, and the size (condition::checkRunSize).
[[nodiscard]] condition::RunLengths cocoPolygon(std::span<const base::Point> corners,
                                                std::int64_t height, std::int64_t width);

}  // namespace frisket::io
