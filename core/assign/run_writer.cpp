// SPDX-License-Identifier: MIT
#include "core/assign/run_writer.h"

namespace frisket::assign {

namespace {
/// Lanes to expand at a time where the source lies packed.
constexpr std::int64_t kRankLanes = 16 * kTileLanes;

bool isEmpty(const Piece& piece) {
    return !piece.full && condition::noBits(piece.words, piece.firstBit, piece.count);
}
}  // namespace

RunWriter::RunWriter(const AssignPlan& plan, const Inputs& inputs, Stores stores)
    : m_addressing(plan.addressing()),
      m_laneBytes(array::itemSize(plan.destinationType())),
      m_step(plan.loops().destinationStep()),
      m_pieces(*inputs.condition, plan.loops().condition()),
      m_writer(m_laneBytes, m_step, stores) {
    if (m_addressing == Addressing::Aligned) {
        m_reader.emplace(plan.value() ? plan.value()->data() : inputs.source, plan.sourceType(),
                         plan.destinationType(), plan.loops().source());
    } else {
        m_sequence.emplace(plan, inputs.source);
    }
}

void RunWriter::write(const Run& run, std::byte* destination) {
    m_pieces.forEach(run, [&](const Piece& piece) {
        std::byte* const to = destination + piece.offset * byteStep();
        switch (m_addressing) {
            case Addressing::Aligned:
                return writeAligned(run, piece, to);
            case Addressing::ByPosition:
                return writeByPosition(run.flat + piece.offset, piece, to);
            case Addressing::ByRank:
                return writeByRank(piece, to);
        }
    });
}

void RunWriter::writeAligned(const Run& run, const Piece& piece, std::byte* to) {
    if (m_reader->isDirect()) {
        m_writer.blend(to, m_reader->lanes(run, piece.offset, piece.count), piece);
        return;
    }
    for (std::int64_t done = 0; done < piece.count;) {
        const Stretch stretch = stretchAt(piece, done);
        const Piece& taken = stretch.piece;
        std::byte* const first = to + done * byteStep();
        if (!stretch.isSparse()) {
            m_writer.blend(first, m_reader->lanes(run, taken.offset, taken.count), taken);
        } else if (stretch.selected > 0) {
            m_writer.expand(first, m_reader->pick(run, taken), stretch.selected, taken);
        }
        done += taken.count;
    }
}

void RunWriter::writeByPosition(std::int64_t position, const Piece& piece, std::byte* to) {
    for (std::int64_t done = 0; done < piece.count;) {
        const std::int64_t first = position + done;
        const std::int64_t packed = m_sequence->packedFrom(first);
        const std::int64_t count = std::min(piece.count - done, std::max(kTileLanes, packed));
        const Piece tile = part(piece, done, count);
        if (!isEmpty(tile)) {
            m_writer.blend(
                to + done * byteStep(),
                {packed >= count ? m_sequence->packed(first) : m_sequence->lanes(first, count),
                 false},
                tile);
        }
        done += count;
    }
}

void RunWriter::writeByRank(const Piece& piece, std::byte* to) {
    for (std::int64_t done = 0; done < piece.count;) {
        const std::int64_t packed = m_sequence->packedFrom(m_rank);
        const std::int64_t count =
            std::min(piece.count - done, packed >= kRankLanes ? kRankLanes : kTileLanes);
        const Piece tile = part(piece, done, count);
        std::byte* const first = to + done * byteStep();
        done += count;
        if (!tile.full && packed >= count) {  // enough, however many are selected
            m_rank += m_writer.expand(first, m_sequence->packed(m_rank), packed, tile);
            continue;
        }
        const std::int64_t selected = selectedIn(tile);
        if (selected == 0) {
            continue;
        }
        const std::byte* lanes =
            packed >= selected ? m_sequence->packed(m_rank) : m_sequence->lanes(m_rank, selected);
        if (tile.full) {
            m_writer.blend(first, {lanes, false}, tile);
        } else {
            m_writer.expand(first, lanes, selected, tile);
        }
        m_rank += selected;
    }
}

}  // namespace frisket::assign
