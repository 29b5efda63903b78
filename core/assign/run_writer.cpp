// SPDX-License-Identifier: MIT
#include "core/assign/run_writer.h"

#include <cstring>

namespace frisket::assign {

using condition::kWordBits;
using condition::Word;

RunWriter::RunWriter(const AssignPlan& plan, const Inputs& inputs, std::int64_t destinationStep,
                     std::int64_t sourceStep, std::int64_t conditionStep)
    : m_condition(inputs.condition),
      m_source(plan.value() ? plan.value()->data() : inputs.source),
      m_destinationStep(destinationStep),
      m_sourceStep(sourceStep),
      m_conditionStep(conditionStep),
      m_laneBytes(array::itemSize(plan.destinationType())),
      m_sourceBytes(array::itemSize(plan.sourceType())),
      m_blend(blendRun(m_laneBytes)),
      m_cast(plan.needsCast() ? castRun(plan.sourceType(), plan.destinationType()) : nullptr) {}

void RunWriter::write(const Run& run, std::byte* destination) {
    forEachPiece(
        *m_condition, run.condition, m_conditionStep, run.count,
        [&](std::int64_t offset, const Word* words, std::int64_t firstBit, std::int64_t count) {
            writePiece(destination + offset * m_destinationStep * m_laneBytes,
                       m_source + (run.source + offset * m_sourceStep) * m_sourceBytes, words,
                       firstBit, count);
        });
}

void RunWriter::writeSelected(const Run& run, std::byte* destination, const Word* selected) {
    writePiece(destination, m_source + run.source * m_sourceBytes, selected, 0, run.count);
}

void RunWriter::writePiece(std::byte* destination, const std::byte* source, const Word* words,
                           std::int64_t firstBit, std::int64_t count) {
    const bool splat = m_sourceStep == 0;
    const std::byte* lanes = source;
    if (splat && m_cast != nullptr) {
        m_cast(source, 1, 1, m_tile.data());
        lanes = m_tile.data();
    }
    const bool ready = splat || (m_cast == nullptr && m_sourceStep == 1);
    if (ready && m_destinationStep == 1) {
        m_blend(destination, lanes, splat, words, firstBit, count);
        return;
    }
    for (std::int64_t done = 0; done < count; done += kTileLanes) {
        const std::int64_t part = std::min(kTileLanes, count - done);
        const std::int64_t bit = firstBit + done;
        if (condition::noBits(words, bit, part)) {
            continue;
        }
        const std::byte* from = source + done * m_sourceStep * m_sourceBytes;
        if (!ready) {
            if (m_cast != nullptr) {
                m_cast(from, m_sourceStep, part, m_tile.data());
            } else {
                array::copyStrided(from, m_sourceStep, part, m_laneBytes, m_tile.data());
            }
            lanes = m_tile.data();
        } else if (!splat) {
            lanes = from;
        }
        std::byte* to = destination + done * m_destinationStep * m_laneBytes;
        if (m_destinationStep == 1) {
            m_blend(to, lanes, splat, words, bit, part);
        } else {
            scatterTile(to, words, bit, part, lanes, splat);
        }
    }
}

void RunWriter::scatterTile(std::byte* destination, const Word* words, std::int64_t firstBit,
                            std::int64_t count, const std::byte* lanes, bool splat) const {
    condition::forEachSetBit(words, firstBit, count, [&](std::int64_t i) {
        std::memcpy(destination + i * m_destinationStep * m_laneBytes,
                    splat ? lanes : lanes + i * m_laneBytes, static_cast<std::size_t>(m_laneBytes));
    });
}

}  // namespace frisket::assign
