// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>

#include "core/array/layout.h"

namespace frisket::assign {

/// A piece of an assignment along which the destination moves by a constant step. Places are in
/// elements of each operand's storage (flat C-order places for the condition).
struct Run {
    std::int64_t flat = 0;  ///< first element in C order of the destination view
    std::int64_t count = 0;
    std::int64_t destination = 0;
    std::int64_t source = 0;     ///< place of the stretch's first element; see Stepping
    std::int64_t condition = 0;  ///< likewise
    std::int64_t phase = 0;      ///< elements of that stretch that come before the run
};

/// How an operand moves along a run: element j of it lies at
/// `first + (phase + j) / inner * outer + (phase + j) % inner * step`.
struct Stepping {
    std::int64_t inner = 1;  ///< elements in a stretch of constant steps
    std::int64_t outer = 0;  ///< from one stretch to the next
    std::int64_t step = 0;

    /// Whether one step does for all, so that stretches don't matter.
    [[nodiscard]] bool isEven() const { return outer == inner * step; }
    [[nodiscard]] std::int64_t place(std::int64_t first, std::int64_t element) const {
        return isEven() ? first + element * step
                        : first + element / inner * outer + element % inner * step;
    }
};

/// The axes of an assignment with those merged that every operand walks through evenly, so that a
/// packed 2-d assignment is one long run. Where the last axis is short (channels) and the
/// destination walks evenly through the one before it too, a run covers both, and the other
/// operands move in stretches. All three layouts have the destination's shape.
class LoopNest {
public:
    LoopNest(const array::Layout& destination, const array::Layout& source,
             const array::Layout& condition);

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] std::int64_t destinationStep() const { return m_steps[0].back(); }
    [[nodiscard]] const Stepping& source() const { return m_source; }
    [[nodiscard]] const Stepping& condition() const { return m_condition; }

    /// Calls `visit(Run)` for the runs that cover elements [begin, end) in C order.
    template <class Visitor>
    void forEachRun(std::int64_t begin, std::int64_t end, Visitor&& visit) const {
        if (begin >= end) {
            return;
        }
        const int last = m_shape.rank() - 1;
        array::Index index = array::unravel(begin, m_shape);
        while (begin < end) {
            const std::int64_t stretch = index[last] / m_source.inner;
            Run run{begin,
                    std::min(end - begin, m_shape[last] - index[last]),
                    m_offsets[0] + index[last] * m_steps[0][last],
                    m_offsets[1] + stretch * m_source.outer,
                    m_offsets[2] + stretch * m_condition.outer,
                    index[last] % m_source.inner};
            for (int axis = 0; axis < last; ++axis) {
                run.destination += index[axis] * m_steps[0][axis];
                run.source += index[axis] * m_steps[1][axis];
                run.condition += index[axis] * m_steps[2][axis];
            }
            visit(run);
            begin += run.count;
            index[last] = 0;
            for (int axis = last - 1; axis >= 0 && ++index[axis] == m_shape[axis]; --axis) {
                index[axis] = 0;
            }
        }
    }

private:
    void foldShortAxis();

    std::int64_t m_count;
    array::Shape m_shape;                   ///< at least one axis
    std::array<array::Strides, 3> m_steps;  ///< destination, source, condition
    std::array<std::int64_t, 3> m_offsets{};
    Stepping m_source;  ///< along the last axis; `inner` is the same in both
    Stepping m_condition;
};

}  // namespace frisket::assign
