// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>

#include "core/array/layout.h"

namespace frisket::assign {

/// A piece of an assignment along which every operand moves by a constant step. Places are in
/// elements of each operand's storage (flat C-order places for the condition).
struct Run {
    std::int64_t flat = 0;  ///< first element in C order of the destination view
    std::int64_t count = 0;
    std::int64_t destination = 0;
    std::int64_t source = 0;
    std::int64_t condition = 0;
};

/// The axes of an assignment with those merged that every operand walks through evenly, so that a
/// packed 2-d assignment is one long run. All three layouts have the destination's shape.
class LoopNest {
public:
    LoopNest(const array::Layout& destination, const array::Layout& source,
             const array::Layout& condition);

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] std::int64_t destinationStep() const { return m_steps[0].back(); }
    [[nodiscard]] std::int64_t sourceStep() const { return m_steps[1].back(); }
    [[nodiscard]] std::int64_t conditionStep() const { return m_steps[2].back(); }

    /// Calls `visit(Run)` for the runs that cover elements [begin, end) in C order.
    template <class Visitor>
    void forEachRun(std::int64_t begin, std::int64_t end, Visitor&& visit) const {
        if (begin >= end) {
            return;
        }
        const int last = m_shape.rank() - 1;
        array::Index index = array::unravel(begin, m_shape);
        while (begin < end) {
            Run run{begin, std::min(end - begin, m_shape[last] - index[last]), m_offsets[0],
                    m_offsets[1], m_offsets[2]};
            for (int axis = 0; axis <= last; ++axis) {
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
    std::int64_t m_count;
    array::Shape m_shape;                   ///< at least one axis
    std::array<array::Strides, 3> m_steps;  ///< destination, source, condition
    std::array<std::int64_t, 3> m_offsets{};
};

}  // namespace frisket::assign
