// SPDX-License-Identifier: MIT
#include "core/assign/source_reader.h"

#include <cstring>

#include "core/array/nd_array.h"

namespace frisket::assign {

SourceReader::SourceReader(const std::byte* source, array::DType from, array::DType to,
                           const Stepping& stepping)
    : m_source(source),
      m_stepping(stepping),
      m_sourceBytes(array::itemSize(from)),
      m_laneBytes(array::itemSize(to)),
      m_cast(from == to ? nullptr : castRun(from, to)),
      m_splat(stepping.outer == 0 && stepping.step == 0),
      m_direct(m_cast == nullptr && stepping.isEven() && stepping.step == 1) {
    const std::int64_t lanes = m_splat || m_direct   ? 1
                               : m_stepping.isEven() ? kTileLanes
                                                     : kTileLanes + 2 * m_stepping.inner;
    m_tile.resize(static_cast<std::size_t>(lanes * m_laneBytes));
    if (!m_stepping.isEven() && m_cast != nullptr) {
        m_raw.resize(static_cast<std::size_t>(lanes * m_sourceBytes));
    }
}

Lanes SourceReader::lanes(const Run& run, std::int64_t offset, std::int64_t count) {
    if (m_splat) {
        const std::byte* from = m_source + run.source * m_sourceBytes;
        if (m_cast == nullptr) {
            return {from, true};
        }
        if (m_kept != run.source) {
            m_cast(from, 1, 1, m_tile.data());
            m_kept = run.source;
        }
        return {m_tile.data(), true};
    }
    if (!m_stepping.isEven()) {
        return {folded(run, offset, count), false};
    }
    const std::byte* from =
        m_source + m_stepping.place(run.source, run.phase + offset) * m_sourceBytes;
    if (m_direct) {
        return {from, false};
    }
    convert(from, m_stepping.step, count, m_tile.data());
    return {m_tile.data(), false};
}

const std::byte* SourceReader::pick(const Run& run, const Piece& piece) {
    std::byte* const packed = m_cast != nullptr ? m_pickedRaw.data() : m_picked.data();
    std::int64_t taken = 0;
    // A copy of a size that the compiler knows is a move, any other a call.
    const auto take = [&]<class Lane>(std::type_identity<Lane>) {
        condition::forEachSetBit(piece.words, piece.firstBit, piece.count, [&](std::int64_t i) {
            const std::int64_t place = m_stepping.place(run.source, run.phase + piece.offset + i);
            std::memcpy(packed + taken++ * std::int64_t{sizeof(Lane)},
                        m_source + place * std::int64_t{sizeof(Lane)}, sizeof(Lane));
        });
    };
    switch (m_sourceBytes) {
        case 1:
            take(std::type_identity<std::uint8_t>{});
            break;
        case 2:
            take(std::type_identity<std::uint16_t>{});
            break;
        case 4:
            take(std::type_identity<std::uint32_t>{});
            break;
        default:
            take(std::type_identity<std::uint64_t>{});
    }
    if (m_cast != nullptr) {
        m_cast(packed, 1, taken, m_picked.data());
    }
    return m_picked.data();
}

void SourceReader::convert(const std::byte* from, std::int64_t step, std::int64_t count,
                           std::byte* to) const {
    if (m_cast != nullptr) {
        m_cast(from, step, count, to);
    } else {
        array::copyStrided(from, step, count, m_sourceBytes, to);
    }
}

const std::byte* SourceReader::folded(const Run& run, std::int64_t offset, std::int64_t count) {
    const std::int64_t inner = m_stepping.inner;
    const std::int64_t first = run.phase + offset;
    const std::int64_t phase = first % inner;
    const std::int64_t place = run.source + first / inner * m_stepping.outer;
    if (m_stepping.outer != 0) {
        gatherFolded(place, phase, count, m_tile.data());
        return m_tile.data();
    }
    // The same stretch again and again: written out once.
    if (m_kept != place) {
        gatherFolded(place, 0, kTileLanes + inner, m_tile.data());
        m_kept = place;
    }
    return m_tile.data() + phase * m_laneBytes;
}

void SourceReader::gatherFolded(std::int64_t place, std::int64_t first, std::int64_t count,
                                std::byte* to) {
    const std::int64_t inner = m_stepping.inner;
    std::byte* const packed = m_cast != nullptr ? m_raw.data() : to;
    for (std::int64_t done = 0; done < count; place += m_stepping.outer, first = 0) {
        const std::int64_t part = std::min(inner - first, count - done);
        array::copyStrided(m_source + (place + first * m_stepping.step) * m_sourceBytes,
                           m_stepping.step, part, m_sourceBytes, packed + done * m_sourceBytes);
        done += part;
    }
    if (m_cast != nullptr) {
        m_cast(packed, 1, count, to);
    }
}

}  // namespace frisket::assign
