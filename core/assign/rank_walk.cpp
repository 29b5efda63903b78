// SPDX-License-Identifier: MIT
#include "core/assign/rank_walk.h"

namespace frisket::assign {

std::int64_t RankWalk::startInRow(std::int64_t flat) {
    const std::int64_t rank = m_ranks.rank(m_condition, flat);
    const std::int64_t place = m_ranks.offset() + flat;
    if (place >= m_condition.size()) {
        return rank;
    }
    const std::int64_t row = place / m_condition.rowBits();
    const std::int64_t bit = place - row * m_condition.rowBits();
    m_words = m_condition.row(row);
    m_rowBits = m_condition.rowBits();
    m_rowBegin = flat - bit;
    m_word = bit / condition::kWordBits;
    m_before = rank - condition::popCount(m_words[m_word] &
                                          condition::lowBits(bit % condition::kWordBits));
    return rank;
}

std::int64_t RankWalk::startInBlock(std::int64_t flat) {
    const std::int64_t ahead = flat - (m_rowBegin + m_rowBits);
    if (ahead < 0 || ahead > RankIndex::kBlock / 2) {
        // Where the elements are that far from each other, few would use the block.
        m_rowBegin = flat;
        m_rowBits = 0;
        return m_ranks.rank(m_pieces, flat);
    }
    const std::int64_t block = flat / RankIndex::kBlock;
    m_before = m_ranks.readBlock(m_pieces, block, m_block.data());
    m_words = m_block.data();
    m_rowBegin = block * RankIndex::kBlock;
    m_rowBits = RankIndex::kBlock;
    m_word = 0;
    return at(flat);
}

}  // namespace frisket::assign
