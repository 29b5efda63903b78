// SPDX-License-Identifier: MIT
#include "core/assign/sequence.h"

#include <cstring>

namespace frisket::assign {

SourceSequence::SourceSequence(const AssignPlan& plan, const std::byte* source, bool raw)
    : m_source(source),
      m_layout(plan.source()),
      m_walk(plan.source(), plan.source(), plan.source()),
      m_length(m_walk.count()),
      m_sourceBytes(array::itemSize(plan.sourceType())),
      m_laneBytes(array::itemSize(raw ? plan.sourceType() : plan.destinationType())),
      m_packed(m_layout.isRowMajor()),
      m_cast(raw || !plan.needsCast() ? nullptr
                                      : castRun(plan.sourceType(), plan.destinationType())) {
    // A short source that wraps is written out once, so that any window of it is at hand.
    m_repeated = plan.wraps() && m_length > 0 && m_length <= kTileLanes;
    const std::int64_t lanes = kTileLanes + (m_repeated ? m_length : 0);
    m_tile.resize(static_cast<std::size_t>(lanes * m_laneBytes));
    if (m_repeated) {
        convert(0, m_length, m_tile.data());
        for (std::int64_t done = m_length; done < lanes;) {
            const std::int64_t part = std::min(done, lanes - done);
            std::memcpy(m_tile.data() + done * m_laneBytes, m_tile.data(),
                        static_cast<std::size_t>(part * m_laneBytes));
            done += part;
        }
    }
}

const std::byte* SourceSequence::lanes(std::int64_t first, std::int64_t count) {
    if (m_length == 0 || count == 0) {
        return m_tile.data();
    }
    first %= m_length;
    if (m_repeated) {
        return m_tile.data() + first * m_laneBytes;
    }
    if (packedFrom(first) >= count) {
        return packed(first);
    }
    for (std::int64_t done = 0; done < count; first = 0) {
        const std::int64_t part = std::min(count - done, m_length - first);
        convert(first, part, m_tile.data() + done * m_laneBytes);
        done += part;
    }
    return m_tile.data();
}

std::int64_t SourceSequence::packedFrom(std::int64_t first) const {
    return m_packed && m_cast == nullptr && m_length > 0 ? m_length - first % m_length : 0;
}

const std::byte* SourceSequence::packed(std::int64_t first) const {
    return m_source + (m_layout.offset + first % m_length) * m_sourceBytes;
}

const std::byte* SourceSequence::element(std::int64_t k) const {
    if (k >= m_length) {
        k %= m_length;  // a division costs more than all the rest
    }
    const std::int64_t place =
        m_packed ? m_layout.offset + k : m_layout.at(array::unravel(k, m_layout.shape));
    return m_source + place * m_sourceBytes;
}

void SourceSequence::convert(std::int64_t first, std::int64_t count, std::byte* to) const {
    m_walk.forEachRun(first, first + count, [&](const Run& run) {
        const std::byte* from = m_source + run.destination * m_sourceBytes;
        const std::int64_t step = m_walk.destinationStep();
        if (m_cast != nullptr) {
            m_cast(from, step, run.count, to);
        } else {
            array::copyStrided(from, step, run.count, m_sourceBytes, to);
        }
        to += run.count * m_laneBytes;
    });
}

}  // namespace frisket::assign
