// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "core/assign/condition_pieces.h"
#include "core/assign/rank_index.h"

namespace frisket::assign {

/// Ranks of elements that ascend: those near to each other cost the words between them. Where the
/// condition's places run as the destination's C order does these are words of its own; else the
/// bits of a block of RankIndex at a time are put in that order.
class RankWalk {
public:
    /// Both must live as long and stay as they are.
    RankWalk(const RankIndex& ranks, const condition::ConditionMask& condition)
        : m_ranks(ranks), m_condition(condition), m_pieces(condition, ranks.stepping()) {}
    RankWalk(const RankWalk&) = delete;
    RankWalk& operator=(const RankWalk&) = delete;

    /// Selected elements before element `flat`, 0 <= flat <= count. One that lies before that of
    /// the last call is as good, only slower.
    [[nodiscard]] std::int64_t at(std::int64_t flat) {
        using condition::kWordBits;
        const std::int64_t bit = flat - m_rowBegin;
        const std::int64_t word = bit / kWordBits;
        constexpr std::int64_t kNear = RankIndex::kBlock / kWordBits;
        if (bit < 0 || bit >= m_rowBits || word < m_word || word > m_word + kNear) {
            return m_ranks.isPlain() ? startInRow(flat) : startInBlock(flat);
        }
        while (m_word < word) {
            m_before += condition::popCount(m_words[m_word++]);
        }
        return m_before + condition::popCount(m_words[word] & condition::lowBits(bit % kWordBits));
    }

private:
    std::int64_t startInRow(std::int64_t flat);
    std::int64_t startInBlock(std::int64_t flat);

    const RankIndex& m_ranks;
    const condition::ConditionMask& m_condition;
    ConditionPieces m_pieces;
    std::array<condition::Word, condition::wordsFor(RankIndex::kBlock)> m_block{};
    // The run of bits in C order in which the walk is: a packed row, or m_block.
    const condition::Word* m_words = nullptr;
    std::int64_t m_rowBegin = 0;  ///< element of its first bit, or the last one where it has none
    std::int64_t m_rowBits = 0;
    std::int64_t m_word = 0;
    std::int64_t m_before = 0;  ///< rank of the first element of that word
};

}  // namespace frisket::assign
