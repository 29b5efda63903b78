// SPDX-License-Identifier: MIT
#pragma once

#include "core/array/banded_array.h"
#include "core/assign/run.h"

namespace frisket::assign {

/// A rectangle of a plane of the destination, every `step`-th pixel of it.
struct PlaneWindow {
    int axisY = 0;        ///< axis of the destination's shape that runs downwards
    int axisX = 1;        ///< and to the right; -1 for an axis that the destination lacks
    array::Index fixed;   ///< index along every axis; those of axisY and axisX are ignored
    std::int64_t x0 = 0;  ///< first column and row
    std::int64_t y0 = 0;
    std::int64_t width = 0;  ///< number of samples
    std::int64_t height = 0;
    std::int64_t step = 1;  ///< distance between samples in pixels, >= 1
};

/// The 2-d layout (height x width) of `window` in an operand that has the plan's shape.
[[nodiscard]] array::Layout planeLayout(const array::Layout& operand, const PlaneWindow& window);

/// The live result in `window`, packed at `out` in the destination's dtype: the same plan, without
/// a full-size result, in every mode; where the source is consumed in order, `inputs.ranks` says
/// where each row begins. `destination` must be in C order as the plan's is. Under Exact, selected
/// values that would change, for which the assignment is refused, stay as the destination has them.
void evaluateWindow(const AssignPlan& plan, const Inputs& inputs,
                    const array::BandedArray& destination, const PlaneWindow& window,
                    std::byte* out);

}  // namespace frisket::assign
