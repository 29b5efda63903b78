// SPDX-License-Identifier: MIT
#include "core/assign/selected.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/assign/condition_pieces.h"

namespace frisket::assign {

namespace {
using condition::ConditionMask;
using condition::kWordBits;
using condition::Word;

/// A word of bits with more runs than that is taken bit by bit; runs of a few bits don't pay.
constexpr int kMostRuns = 4;

/// Calls `visit(address, count, step)` for the selected elements of [begin, end), in C order:
/// `count` of them, `step` elements apart.
template <class Visitor>
void forEachSelected(const AssignPlan& plan, const ConditionMask& condition, std::int64_t begin,
                     std::int64_t end, DestinationSpan destination, Visitor&& visit) {
    const std::int64_t size = array::itemSize(plan.destinationType());
    const std::int64_t step = plan.loops().destinationStep();
    ConditionPieces pieces(condition, plan.loops().condition());
    plan.loops().forEachRun(begin, end, [&](const Run& run) {
        std::byte* start = destination.data + (run.destination - destination.first) * size;
        pieces.forEach(run, [&](const Piece& piece) {
            const auto each = [&](std::int64_t first, std::int64_t count) {
                visit(start + (piece.offset + first) * step * size, count, step);
            };
            if (piece.full) {
                return each(0, piece.count);
            }
            for (std::int64_t done = 0; done < piece.count; done += kWordBits) {
                const std::int64_t part = std::min(kWordBits, piece.count - done);
                Word word = condition::readBits(piece.words, piece.firstBit + done, part);
                if (word == 0) {
                    continue;
                }
                if (condition::popCount(word & ~(word << 1U)) > kMostRuns) {
                    for (; word != 0; word &= word - 1) {
                        each(done + std::countr_zero(word), 1);
                    }
                    continue;
                }
                while (word != 0) {
                    const int first = std::countr_zero(word);
                    const int length = std::countr_one(word >> static_cast<unsigned>(first));
                    each(done + first, length);
                    word &= ~(condition::lowBits(length) << static_cast<unsigned>(first));
                }
            }
        });
    });
}

template <class Lane>
Lane load(const std::byte* from) {
    Lane lane;
    std::memcpy(&lane, from, sizeof lane);
    return lane;
}

template <class Lane>
void gatherLanes(const std::byte* from, std::int64_t count, std::int64_t step, std::byte* to) {
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(Lane));
    if (step == 1 && count > 1) {
        std::memcpy(to, from, static_cast<std::size_t>(count * kSize));
        return;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        std::memcpy(to + i * kSize, from + i * step * kSize, sizeof(Lane));
    }
}

template <class Lane>
void flipLanes(std::byte* lanes, std::int64_t count, std::int64_t step, const std::byte* values) {
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(Lane));
    const auto flip = [&](std::int64_t i, std::int64_t apart) {
        std::byte* const place = lanes + i * apart * kSize;
        const auto lane = static_cast<Lane>(load<Lane>(place) ^ load<Lane>(values + i * kSize));
        std::memcpy(place, &lane, sizeof lane);
    };
    if (step == 1) {  // a loop of its own, which is vectorised
        for (std::int64_t i = 0; i < count; ++i) {
            flip(i, 1);
        }
        return;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        flip(i, step);
    }
}

/// Calls `work` with a number of the lanes' width.
template <class Work>
void withLane(array::DType dtype, Work&& work) {
    switch (array::itemSize(dtype)) {
        case 1:
            return work(std::uint8_t{});
        case 2:
            return work(std::uint16_t{});
        case 4:
            return work(std::uint32_t{});
        default:
            return work(std::uint64_t{});
    }
}
}  // namespace

std::int64_t countSelected(const LoopNest& loops, ConditionPieces& pieces, std::int64_t begin,
                           std::int64_t end) {
    std::int64_t total = 0;
    loops.forEachRun(begin, end, [&](const Run& run) {
        pieces.forEach(run, [&](const Piece& piece) { total += selectedIn(piece); });
    });
    return total;
}

std::int64_t countSelected(const LoopNest& loops, const ConditionMask& condition,
                           std::int64_t begin, std::int64_t end) {
    ConditionPieces pieces(condition, loops.condition());
    return countSelected(loops, pieces, begin, end);
}

std::int64_t countSelected(const AssignPlan& plan, const ConditionMask& condition,
                           std::int64_t begin, std::int64_t end) {
    return countSelected(plan.loops(), condition, begin, end);
}

void gatherSelected(const AssignPlan& plan, const ConditionMask& condition, std::int64_t begin,
                    std::int64_t end, DestinationSpan destination, std::byte* out) {
    withLane(plan.destinationType(), [&](auto lane) {
        using Lane = decltype(lane);
        forEachSelected(plan, condition, begin, end, destination,
                        [&](const std::byte* lanes, std::int64_t count, std::int64_t step) {
                            gatherLanes<Lane>(lanes, count, step, out);
                            out += count * static_cast<std::int64_t>(sizeof(Lane));
                        });
    });
}

void flipSelected(const AssignPlan& plan, const ConditionMask& condition, std::int64_t begin,
                  std::int64_t end, const std::byte* values, DestinationSpan destination) {
    withLane(plan.destinationType(), [&](auto lane) {
        using Lane = decltype(lane);
        forEachSelected(plan, condition, begin, end, destination,
                        [&](std::byte* lanes, std::int64_t count, std::int64_t step) {
                            flipLanes<Lane>(lanes, count, step, values);
                            values += count * static_cast<std::int64_t>(sizeof(Lane));
                        });
    });
}

}  // namespace frisket::assign
