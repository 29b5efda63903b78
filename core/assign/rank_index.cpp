// SPDX-License-Identifier: MIT
#include "core/assign/rank_index.h"

#include "core/assign/condition_pieces.h"
#include "core/assign/selected.h"

namespace frisket::assign {

namespace {
using condition::ConditionMask;

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
    if (begin >= end) {
        return;
    }
    const std::int64_t first = begin / kBlock;
    const std::int64_t last = (end + kBlock - 1) / kBlock;
    std::vector<std::int64_t> counts(static_cast<std::size_t>(last - first));
    constexpr std::int64_t kGrain = 512;  // blocks: a million elements
    pool.forRange(last - first, kGrain, [&](std::int64_t from, std::int64_t to) {
        countBlocks(condition, first + from, first + to, counts.data() + from);
    });
    const std::int64_t oldEnd = m_before[static_cast<std::size_t>(last)];
    std::int64_t running = m_before[static_cast<std::size_t>(first)];
    for (std::size_t i = 0; i < counts.size(); ++i) {
        running += counts[i];
        m_before[static_cast<std::size_t>(first) + i + 1] = running;
    }
    const std::int64_t shift = running - oldEnd;
    for (auto block = static_cast<std::size_t>(last) + 1; shift != 0 && block < m_before.size();
         ++block) {
        m_before[block] += shift;
    }
}

void RankIndex::countBlocks(const ConditionMask& condition, std::int64_t firstBlock,
                            std::int64_t endBlock, std::int64_t* counts) const {
    const std::int64_t begin = firstBlock * kBlock;
    const std::int64_t end = std::min(endBlock * kBlock, m_loops.count());
    if (m_plain) {
        for (std::int64_t at = begin; at < end; at += kBlock) {
            *counts++ = count(condition, at, std::min(at + kBlock, end));
        }
        return;
    }
    ConditionPieces pieces(condition, m_loops.condition());
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

std::int64_t RankIndex::rank(const ConditionMask& condition, std::int64_t flat) const {
    const std::int64_t block = flat / kBlock;
    return m_before[static_cast<std::size_t>(block)] + count(condition, block * kBlock, flat);
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
