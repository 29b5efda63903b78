// SPDX-License-Identifier: MIT
#include "core/assign/lane_writer.h"

#include <cstring>

namespace frisket::assign {

void LaneWriter::blend(std::byte* destination, const Lanes& lanes, const Piece& piece) const {
    const auto size = static_cast<std::size_t>(m_laneBytes);
    const auto put = [&](std::int64_t i) {
        std::memcpy(destination + i * m_step * m_laneBytes,
                    lanes.splat ? lanes.data : lanes.data + i * m_laneBytes, size);
    };
    if (m_step != 1) {
        if (piece.full) {
            for (std::int64_t i = 0; i < piece.count; ++i) {
                put(i);
            }
        } else {
            condition::forEachSetBit(piece.words, piece.firstBit, piece.count, put);
        }
    } else if (!piece.full) {
        m_blend(destination, lanes.data, lanes.splat, piece.words, piece.firstBit, piece.count,
                m_stores);
    } else if (lanes.splat) {
        fillBytes(destination, lanes.data, m_laneBytes, piece.count * m_laneBytes, m_stores);
    } else {
        copyBytes(destination, lanes.data, piece.count * m_laneBytes, m_stores);
    }
}

std::int64_t LaneWriter::expand(std::byte* destination, const std::byte* lanes, std::int64_t count,
                                const Piece& piece) const {
    if (m_step == 1) {
        return m_expand(destination, lanes, count, piece.words, piece.firstBit, piece.count);
    }
    const std::byte* lane = lanes;
    condition::forEachSetBit(piece.words, piece.firstBit, piece.count, [&](std::int64_t i) {
        std::memcpy(destination + i * m_step * m_laneBytes, lane,
                    static_cast<std::size_t>(m_laneBytes));
        lane += m_laneBytes;
    });
    return (lane - lanes) / m_laneBytes;
}

}  // namespace frisket::assign
