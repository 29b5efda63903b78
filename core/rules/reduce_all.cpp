// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <span>

#include "core/refine/frame.h"
#include "core/rules/kernels.h"
#include "core/rules/machine.h"

namespace frisket::rules {

using array::NdArray;
using condition::ConditionMask;

namespace {
/// Elements of a piece; sums of floats depend on it, not on threads.
constexpr std::int64_t kPiece = std::int64_t{1} << 18;

/// What of a piece of an array a reduction keeps.
struct Partial {
    Number value;
    std::int64_t index = 0;
    bool any = false;
};

/// Takes in `next`, which comes after all before it.
void add(Op op, Partial& total, const Partial& next) {
    if (!next.any) {
        return;
    }
    if (!total.any) {
        total = next;
        return;
    }
    const bool position = op == Op::ArgLeast || op == Op::ArgMost;
    if (position) {
        const std::byte* const value = reinterpret_cast<const std::byte*>(&next.value.bits);
        keepBest(next.value.kind, op == Op::ArgMost, value, next.index, 1,
                 reinterpret_cast<std::byte*>(&total.value.bits),
                 reinterpret_cast<std::byte*>(&total.index));
        return;
    }
    const Op pair = op == Op::Least ? Op::Minimum : (op == Op::Most ? Op::Maximum : Op::Add);
    auto* const sum = reinterpret_cast<std::byte*>(&total.value.bits);
    binaryLanes(pair, next.value.kind)(sum, reinterpret_cast<const std::byte*>(&next.value.bits), 1,
                                       sum);
}

Partial partialOf(const Sources& sources, const Node& node, const Frame& frame, std::int64_t begin,
                  std::int64_t end) {
    const int arg = node.args[0];
    const Kind kind = sources.rule.at(arg).kind;
    Machine machine(sources, arg, frame);
    Partial total;
    if (kind == Kind::Bool) {
        BitBlock bits = bitBlock(end - begin);
        machine.bits(begin, end - begin, bits.data());
        const std::int64_t set = condition::countBits(bits.data(), 0, end - begin);
        total.value = Number::of(node.op == Op::Any ? set > 0 : set == end - begin);
        total.any = true;
        return total;
    }
    LaneBlock lanes(kLaneBlock);
    for (std::int64_t i = begin; i < end; i += kLaneBlock) {
        const std::int64_t part = std::min(kLaneBlock, end - i);
        machine.lanes(i, part, lanes.data());
        for (std::int64_t k = 0; k < part; ++k) {
            Partial next{{kind, 0}, i + k, true};
            std::memcpy(&next.value.bits, lanes.data() + k * kLane, sizeof(next.value.bits));
            add(node.op, total, next);
        }
    }
    return total;
}

Number resultOf(const Node& node, const Partial& total, std::int64_t count) {
    switch (node.op) {
        case Op::ArgLeast:
        case Op::ArgMost:
            return Number::of(total.index);
        case Op::Mean:
            return Number::of((total.any ? total.value.real() : 0.0) / static_cast<double>(count));
        default:
            return total.any ? total.value : Number{node.kind, 0};
    }
}
}  // namespace

base::Result<Stored> reduceAll(const Sources& sources, int place, base::Progress* progress,
                               base::ThreadPool* pool) {
    const Node& node = sources.rule.at(place);
    const Frame frame = Frame::wholeOf(sources.rule.at(node.args[0]).shape);
    const std::int64_t count = frame.count();
    std::vector<Partial> partials(static_cast<std::size_t>((count + kPiece - 1) / kPiece));
    const auto done = refine::forEachPiece(
        static_cast<std::int64_t>(partials.size()), progress, pool, [&](std::int64_t piece) {
            partials[static_cast<std::size_t>(piece)] = partialOf(
                sources, node, frame, piece * kPiece, std::min(count, (piece + 1) * kPiece));
        });
    if (!done) {
        return base::passOn(done);
    }
    Stored stored;
    stored.layout = array::Layout::rowMajor({});
    if (node.kind == Kind::Bool) {
        const bool any = node.op == Op::Any;
        const bool found =
            std::any_of(partials.begin(), partials.end(),
                        [any](const Partial& each) { return each.value.truth() == any; });
        auto mask = ConditionMask::create({});
        if (!mask) {
            return base::passOn(mask);
        }
        mask->set(0, found == any);
        stored.mask = std::make_shared<const ConditionMask>(*std::move(mask));
        return stored;
    }
    Partial total;
    for (const Partial& each : partials) {
        add(node.op, total, each);
    }
    const Number number = resultOf(node, total, count);
    auto array = NdArray::copyOf(widest(node.kind), {}, std::as_bytes(std::span(&number.bits, 1)));
    if (!array) {
        return base::passOn(array);
    }
    stored.numbers = *std::move(array);
    return stored;
}

}  // namespace frisket::rules
