// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "core/array/banded_array.h"
#include "core/assign/window.h"

namespace frisket::assign {

/// Single pixels of a plane of the destination: those in all of `rows` and all of `columns`.
struct PlaneSamples {
    PlaneWindow plane;                      ///< its axes and fixed indices; the rest is ignored
    std::span<const std::int64_t> rows;     ///< ascending
    std::span<const std::int64_t> columns;  ///< ascending

    [[nodiscard]] std::int64_t width() const { return static_cast<std::int64_t>(columns.size()); }
    [[nodiscard]] std::int64_t height() const { return static_cast<std::int64_t>(rows.size()); }
};

/// Elements `first + places[i] * stride` of an array in C order, packed at `to`.
void gatherPlaces(const array::BandedArray& from, std::int64_t first, std::int64_t stride,
                  std::span<const std::int64_t> places, std::byte* to);

/// Elements of `itemSize` bytes at `from + (places[i] * stride) * itemSize`, packed at `to`.
void gatherPlaces(const std::byte* from, std::int64_t stride, std::int64_t itemSize,
                  std::span<const std::int64_t> places, std::byte* to);

/// As `evaluateWindow`, for single pixels: what a picture that is smaller than the array shows.
void evaluateSamples(const AssignPlan& plan, const Inputs& inputs,
                     const array::BandedArray& destination, const PlaneSamples& samples,
                     std::byte* out);

}  // namespace frisket::assign
