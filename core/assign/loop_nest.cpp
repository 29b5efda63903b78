// SPDX-License-Identifier: MIT
#include "core/assign/loop_nest.h"

#include <algorithm>

namespace frisket::assign {

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
}

}  // namespace frisket::assign
