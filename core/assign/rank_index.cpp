// SPDX-License-Identifier: MIT
#include "core/assign/rank_index.h"

#include <algorithm>

#include "core/assign/condition_pieces.h"
#include "core/assign/selected.h"

namespace frisket::assign {

namespace {
using condition::ConditionMask;
using condition::kWordBits;
using condition::Word;

/// True elements of the flat places [begin, end) of `mask`.
std::int64_t countPlaces(const ConditionMask& mask, std::int64_t begin, std::int64_t end) {
    const std::int64_t rowBits = mask.rowBits();
    std::int64_t total = 0;
    while (begin < end) {
        const std::int64_t bit = begin % rowBits;
        const std::int64_t part = std::min(end - begin, rowBits - bit);
        total += condition::countBits(mask.row(begin / rowBits), bit, part);
        begin += part;
    }
    return total;
}
}  // namespace

RankIndex::RankIndex(const AssignPlan& plan, const ConditionMask& condition, base::ThreadPool& pool)
    : m_loops(plan.loops()),
      m_plain(plan.condition().isRowMajor()),
      m_offset(plan.condition().offset),
      m_before(static_cast<std::size_t>((m_loops.count() + kBlock - 1) / kBlock) + 1, 0) {
    update(condition, 0, m_loops.count(), pool);
}

void RankIndex::update(const ConditionMask& condition, std::int64_t begin, std::int64_t end,
                       base::ThreadPool& pool) {
    const array::ElementRange range{begin, end};
    update(condition, std::span(&range, 1), pool);
}

std::vector<RankIndex::Blocks> RankIndex::blocksOf(std::span<const array::ElementRange> ranges) {
    std::vector<Blocks> all;
    std::int64_t at = 0;
    for (const array::ElementRange& range : ranges) {
        if (range.begin >= range.end) {
            continue;
        }
        std::int64_t first = range.begin / kBlock;
        const std::int64_t end = (range.end + kBlock - 1) / kBlock;
        if (!all.empty() && first <= all.back().end) {
            first = all.back().end;
            all.back().end = std::max(first, end);
        } else {
            all.push_back({first, end, at});
        }
        at += std::max<std::int64_t>(end - first, 0);
    }
    return all;
}

void RankIndex::update(const ConditionMask& condition, std::span<const array::ElementRange> ranges,
                       base::ThreadPool& pool) {
    const std::vector<Blocks> all = blocksOf(ranges);
    if (all.empty()) {
        return;
    }
    std::vector<std::int64_t> counts(
        static_cast<std::size_t>(all.back().at + all.back().end - all.back().first));
    constexpr std::int64_t kGrain = 512;  // blocks: a million elements
    pool.forRange(
        static_cast<std::int64_t>(counts.size()), kGrain, [&](std::int64_t from, std::int64_t to) {
            ConditionPieces pieces(condition, m_loops.condition());
            auto blocks = std::upper_bound(all.begin(), all.end(), from,
                                           [](std::int64_t place, const Blocks& candidate) {
                                               return place < candidate.at;
                                           }) -
                          1;
            while (from < to) {
                const std::int64_t first = blocks->first + from - blocks->at;
                const std::int64_t part = std::min(blocks->end - first, to - from);
                countBlocks(condition, pieces, first, first + part, counts.data() + from);
                from += part;
                ++blocks;
            }
        });
    // From here on nothing throws. `shift` is how far the sums behind the blocks so far have moved.
    std::int64_t shift = 0;
    std::size_t done = 0;  // m_before[0, done] is new
    const auto moveUpTo = [&](std::size_t end) {
        for (; shift != 0 && done < end; ++done) {
            m_before[done + 1] += shift;
        }
        done = end;
    };
    for (const Blocks& blocks : all) {
        moveUpTo(static_cast<std::size_t>(blocks.first));
        const std::int64_t oldEnd = m_before[static_cast<std::size_t>(blocks.end)];
        std::int64_t running = m_before[done];
        for (std::int64_t i = 0; i < blocks.end - blocks.first; ++i) {
            running += counts[static_cast<std::size_t>(blocks.at + i)];
            m_before[++done] = running;
        }
        shift = running - oldEnd;
    }
    moveUpTo(m_before.size() - 1);
}

void RankIndex::countBlocks(const ConditionMask& condition, ConditionPieces& pieces,
                            std::int64_t firstBlock, std::int64_t endBlock,
                            std::int64_t* counts) const {
    const std::int64_t begin = firstBlock * kBlock;
    const std::int64_t end = std::min(endBlock * kBlock, m_loops.count());
    if (m_plain) {
        for (std::int64_t at = begin; at < end; at += kBlock) {
            *counts++ = count(condition, at, std::min(at + kBlock, end));
        }
        return;
    }
    m_loops.forEachRun(begin, end, [&](const Run& run) {
        pieces.forEach(run, [&](const Piece& piece) {
            for (std::int64_t done = 0; done < piece.count;) {
                const std::int64_t flat = run.flat + piece.offset + done - begin;
                const std::int64_t part = std::min(piece.count - done, kBlock - flat % kBlock);
                counts[flat / kBlock] +=
                    piece.full ? part
                               : condition::countBits(piece.words, piece.firstBit + done, part);
                done += part;
            }
        });
    });
}

std::int64_t RankIndex::readBlock(ConditionPieces& pieces, std::int64_t block, Word* words) const {
    const std::int64_t begin = block * kBlock;
    std::fill_n(words, condition::wordsFor(kBlock), Word{0});
    m_loops.forEachRun(begin, std::min(begin + kBlock, m_loops.count()), [&](const Run& run) {
        pieces.forEach(run, [&](const Piece& piece) {
            std::int64_t to = run.flat + piece.offset - begin;
            for (std::int64_t done = 0; done < piece.count;) {
                const std::int64_t part = std::min(piece.count - done, kWordBits - to % kWordBits);
                const Word bits =
                    piece.full ? condition::lowBits(part)
                               : condition::readBits(piece.words, piece.firstBit + done, part);
                words[to / kWordBits] |= bits << static_cast<unsigned>(to % kWordBits);
                to += part;
                done += part;
            }
        });
    });
    return m_before[static_cast<std::size_t>(block)];
}

std::int64_t RankIndex::rank(const ConditionMask& condition, std::int64_t flat) const {
    const std::int64_t block = flat / kBlock;
    return m_before[static_cast<std::size_t>(block)] + count(condition, block * kBlock, flat);
}

std::int64_t RankIndex::rank(ConditionPieces& pieces, std::int64_t flat) const {
    const std::int64_t block = flat / kBlock;
    return m_before[static_cast<std::size_t>(block)] +
           countSelected(m_loops, pieces, block * kBlock, flat);
}

std::int64_t RankIndex::count(const ConditionMask& condition, std::int64_t begin,
                              std::int64_t end) const {
    return m_plain ? countPlaces(condition, m_offset + begin, m_offset + end)
                   : countSelected(m_loops, condition, begin, end);
}

std::int64_t RankIndex::select(const ConditionMask& condition, std::int64_t k) const {
    const auto after = std::upper_bound(m_before.begin(), m_before.end(), k);
    const std::int64_t block = after - m_before.begin() - 1;
    std::int64_t begin = block * kBlock;
    std::int64_t end = std::min(begin + kBlock, m_loops.count());
    std::int64_t rest = k - m_before[static_cast<std::size_t>(block)];
    // The last place with at most `rest` selected elements before it is the one.
    while (end - begin > 1) {
        const std::int64_t middle = begin + (end - begin) / 2;
        const std::int64_t low = count(condition, begin, middle);
        if (low <= rest) {
            rest -= low;
            begin = middle;
        } else {
            end = middle;
        }
    }
    return begin;
}

}  // namespace frisket::assign
