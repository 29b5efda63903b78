// SPDX-License-Identifier: MIT
#include "core/assign/loop_nest.h"

namespace frisket::assign {

namespace {
/// Axes shorter than a condition word are walked through together with the axis before them.
constexpr std::int64_t kShortAxis = 64;
}  // namespace

LoopNest::LoopNest(const array::Layout& destination, const array::Layout& source,
                   const array::Layout& condition)
    : m_count(destination.count()), m_offsets{destination.offset, source.offset, condition.offset} {
    const std::array<const array::Layout*, 3> layouts{&destination, &source, &condition};
    for (int axis = 0; axis < destination.rank(); ++axis) {
        const std::int64_t size = destination.shape[axis];
        if (size == 1) {
            continue;
        }
        const int last = m_shape.rank() - 1;
        bool merges = last >= 0;
        for (std::size_t i = 0; i < layouts.size() && merges; ++i) {
            merges = m_steps[i][last] == layouts[i]->strides[axis] * size;
        }
        if (merges) {
            m_shape[last] *= size;
        } else {
            m_shape.append(size);
        }
        for (std::size_t i = 0; i < layouts.size(); ++i) {
            const std::int64_t step = layouts[i]->strides[axis];
            if (merges) {
                m_steps[i][last] = step;
            } else {
                m_steps[i].append(step);
            }
        }
    }
    if (m_shape.rank() == 0) {
        m_shape.append(1);
        for (array::Strides& steps : m_steps) {
            steps.append(1);
        }
    }
    foldShortAxis();
}

void LoopNest::foldShortAxis() {
    const int last = m_shape.rank() - 1;
    const std::int64_t inner = std::max<std::int64_t>(1, m_shape[last]);
    m_source = {inner, inner * m_steps[1][last], m_steps[1][last]};
    m_condition = {inner, inner * m_steps[2][last], m_steps[2][last]};
    if (m_count == 0 || last == 0 || inner >= kShortAxis ||
        m_steps[0][last - 1] != inner * m_steps[0][last]) {
        return;
    }
    m_source.outer = m_steps[1][last - 1];
    m_condition.outer = m_steps[2][last - 1];
    m_shape[last - 1] *= inner;
    m_shape.erase(last);
    m_steps[0].erase(last - 1);
    m_steps[1].erase(last);
    m_steps[2].erase(last);
}

}  // namespace frisket::assign
