// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "core/array/banded_array.h"
#include "core/assign/plan.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

namespace frisket::assign {

/// What a plan reads. `source` is the source's storage (place 0), unused when the plan has a value;
/// `condition` is the mask whose flat places the plan's condition layout counts.
struct Inputs {
    const std::byte* source = nullptr;
    const condition::ConditionMask* condition = nullptr;
};

/// Part of the destination's storage: `data` is the element at place `first`.
struct DestinationSpan {
    std::byte* data = nullptr;
    std::int64_t first = 0;
};

/// Under Exact, the refusal that counts the selected values which would change and names the first
/// in C order with its index and value; nothing if all survive or the plan needs no check. Writes
/// nothing.
[[nodiscard]] std::optional<Refusal> findInexact(const AssignPlan& plan, const Inputs& inputs,
                                                 base::ThreadPool& pool);

/// Does elements [begin, end) (C order of the destination view) of the plan. No check: call
/// `findInexact` first where the plan `checksValues`. The source must not overlap the span unless
/// both lie the same way.
void assignRange(const AssignPlan& plan, const Inputs& inputs, std::int64_t begin, std::int64_t end,
                 DestinationSpan destination);

/// The whole assignment into `destination`, which has the plan's destination layout: checks, makes
/// a copy of a source that overlaps it otherwise, then writes on all threads of `pool`. An error
/// (Refused, OutOfMemory) means that nothing was written.
[[nodiscard]] base::Status assignAll(const AssignPlan& plan, const array::ArrayView& source,
                                     const condition::ConditionMask& condition,
                                     const array::MutableArrayView& destination,
                                     base::ThreadPool& pool);

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
/// a full-size result. `destination` must be in C order as the plan's is. Under Exact, selected
/// values that would change, for which the assignment is refused, stay as the destination has them.
void evaluateWindow(const AssignPlan& plan, const Inputs& inputs,
                    const array::BandedArray& destination, const PlaneWindow& window,
                    std::byte* out);

/// Number of selected elements among [begin, end) in C order of the destination view.
[[nodiscard]] std::int64_t countSelected(const AssignPlan& plan,
                                         const condition::ConditionMask& condition,
                                         std::int64_t begin, std::int64_t end);

/// Copies the selected elements of [begin, end) to packed `out` (masked gather), in C order.
void gatherSelected(const AssignPlan& plan, const condition::ConditionMask& condition,
                    std::int64_t begin, std::int64_t end, DestinationSpan destination,
                    std::byte* out);

/// The reverse (masked scatter): puts packed `values` back. What was gathered is restored.
void scatterSelected(const AssignPlan& plan, const condition::ConditionMask& condition,
                     std::int64_t begin, std::int64_t end, const std::byte* values,
                     DestinationSpan destination);

}  // namespace frisket::assign
