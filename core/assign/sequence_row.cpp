// SPDX-License-Identifier: MIT
#include "core/assign/sequence_row.h"

#include <algorithm>
#include <cstring>

namespace frisket::assign {

using condition::Word;

SequenceRow::SequenceRow(const AssignPlan& plan, const Inputs& inputs, std::int64_t width)
    : m_size(array::itemSize(plan.sourceType())),
      m_sequence(plan, inputs.source, true),
      m_expand(expandRun(m_size)),
      m_elements(static_cast<std::size_t>(width * m_size)) {
    if (plan.addressing() == Addressing::ByRank) {
        m_walk.emplace(*inputs.ranks, *inputs.condition);
    }
}

const std::byte* SequenceRow::consecutive(std::int64_t flat, std::int64_t count,
                                          const Word* selected) {
    std::int64_t rank = m_walk ? m_walk->at(flat) : 0;
    for (std::int64_t done = 0; done < count; done += kTileLanes) {
        const std::int64_t part = std::min(kTileLanes, count - done);
        std::byte* const to = m_elements.data() + done * m_size;
        if (!m_walk) {
            std::memcpy(to, m_sequence.lanes(flat + done, part),
                        static_cast<std::size_t>(part * m_size));
            continue;
        }
        const std::int64_t taken = condition::countBits(selected, done, part);
        m_expand(to, m_sequence.lanes(rank, taken), taken, selected, done, part);
        rank += taken;
    }
    return m_elements.data();
}

const std::byte* SequenceRow::apart(std::int64_t flat, std::int64_t stride,
                                    std::span<const std::int64_t> places, const Word* selected) {
    condition::forEachSetBit(
        selected, 0, static_cast<std::int64_t>(places.size()), [&](std::int64_t i) {
            const std::int64_t next = flat + places[static_cast<std::size_t>(i)] * stride;
            std::memcpy(m_elements.data() + i * m_size,
                        m_sequence.element(m_walk ? m_walk->at(next) : next),
                        static_cast<std::size_t>(m_size));
        });
    return m_elements.data();
}

}  // namespace frisket::assign
