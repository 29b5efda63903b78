// SPDX-License-Identifier: MIT
#include "core/assign/selected.h"

#include <cstring>

#include "core/assign/condition_pieces.h"

namespace frisket::assign {

namespace {
using condition::ConditionMask;

/// Calls `visit` with the address of each selected element of [begin, end), in C order.
template <class Visitor>
void forEachSelected(const AssignPlan& plan, const ConditionMask& condition, std::int64_t begin,
                     std::int64_t end, DestinationSpan destination, Visitor&& visit) {
    const std::int64_t size = array::itemSize(plan.destinationType());
    const std::int64_t step = plan.loops().destinationStep();
    ConditionPieces pieces(condition, plan.loops().condition());
    plan.loops().forEachRun(begin, end, [&](const Run& run) {
        std::byte* start = destination.data + (run.destination - destination.first) * size;
        pieces.forEach(run, [&](const Piece& piece) {
            const auto each = [&](std::int64_t i) {
                visit(start + (piece.offset + i) * step * size);
            };
            if (!piece.full) {
                return condition::forEachSetBit(piece.words, piece.firstBit, piece.count, each);
            }
            for (std::int64_t i = 0; i < piece.count; ++i) {
                each(i);
            }
        });
    });
}
}  // namespace

std::int64_t countSelected(const LoopNest& loops, const ConditionMask& condition,
                           std::int64_t begin, std::int64_t end) {
    std::int64_t total = 0;
    ConditionPieces pieces(condition, loops.condition());
    loops.forEachRun(begin, end, [&](const Run& run) {
        pieces.forEach(run, [&](const Piece& piece) {
            total += piece.full ? piece.count
                                : condition::countBits(piece.words, piece.firstBit, piece.count);
        });
    });
    return total;
}

std::int64_t countSelected(const AssignPlan& plan, const ConditionMask& condition,
                           std::int64_t begin, std::int64_t end) {
    return countSelected(plan.loops(), condition, begin, end);
}

void gatherSelected(const AssignPlan& plan, const ConditionMask& condition, std::int64_t begin,
                    std::int64_t end, DestinationSpan destination, std::byte* out) {
    const auto size = static_cast<std::size_t>(array::itemSize(plan.destinationType()));
    forEachSelected(plan, condition, begin, end, destination, [&](const std::byte* element) {
        std::memcpy(out, element, size);
        out += size;
    });
}

void scatterSelected(const AssignPlan& plan, const ConditionMask& condition, std::int64_t begin,
                     std::int64_t end, const std::byte* values, DestinationSpan destination) {
    const auto size = static_cast<std::size_t>(array::itemSize(plan.destinationType()));
    forEachSelected(plan, condition, begin, end, destination, [&](std::byte* element) {
        std::memcpy(element, values, size);
        values += size;
    });
}

}  // namespace frisket::assign
