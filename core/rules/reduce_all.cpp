// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <cstring>
#include <span>

#include "core/rules/kernels.h"
#include "core/rules/machine.h"

namespace frisket::rules {

using array::NdArray;
using condition::ConditionMask;

namespace {
/// Blocks whose results are held at once: so many that the threads have work, and so few that
/// memory does not follow the elements, of which broadcasting may make any number.
constexpr std::int64_t kMostBlocks = std::int64_t{1} << 20;

bool isPosition(Op op) { return op == Op::ArgLeast || op == Op::ArgMost; }

Op pairOf(Op op) {
    return op == Op::Least ? Op::Minimum : (op == Op::Most ? Op::Maximum : Op::Add);
}

/// What the reduction gives of lanes, one lane; of a position the place among them.
std::int64_t reduced(const Node& node, Kind kind, const std::byte* lanes, std::int64_t count,
                     std::byte* out) {
    if (!isPosition(node.op)) {
        foldLanes(pairOf(node.op), kind, lanes, count, out);
        return 0;
    }
    const std::int64_t place = bestLane(kind, node.op == Op::ArgMost, lanes, count);
    std::memcpy(out, lanes + place * kLane, kLane);
    return place;
}

/// A reduction of all elements of `arg` in the frame.
struct Whole {
    const Sources& sources;
    const Node& node;
    int arg;
    Frame frame;
    std::int64_t count;
    base::Progress* progress;
    base::ThreadPool* pool;

    [[nodiscard]] Kind kind() const { return sources.rule.at(arg).kind; }
    /// Calls `body(machine, begin, end)` for pieces of [first, end), whole blocks but the last one.
    template <class Body>
    base::Status forEachPart(std::int64_t first, std::int64_t end, Body&& body) const {
        const std::int64_t grain =
            (grainOf(sources, arg, count) + kLaneBlock - 1) / kLaneBlock * kLaneBlock;
        return forEachGrain((end - first + grain - 1) / grain, progress, pool,
                            [&](std::int64_t piece) {
                                Machine machine(sources, arg, frame, progress);
                                const std::int64_t begin = first + piece * grain;
                                body(machine, begin, std::min(end, begin + grain));
                            });
    }
};

/// Any and All.
base::Result<Stored> reduceBits(const Whole& whole) {
    const bool any = whole.node.op == Op::Any;
    std::atomic<bool> decided{false};  // one is set, or one is not
    const auto done = whole.forEachPart(
        0, whole.count, [&](Machine& machine, std::int64_t begin, std::int64_t end) {
            if (decided) {
                return;
            }
            BitBlock bits = bitBlock(end - begin);
            machine.bits(begin, end - begin, bits.data());
            const std::int64_t set = condition::countBits(bits.data(), 0, end - begin);
            if (any ? set > 0 : set < end - begin) {
                decided = true;
            }
        });
    if (!done) {
        return base::passOn(done);
    }
    auto mask = ConditionMask::create({});
    if (!mask) {
        return base::passOn(mask);
    }
    mask->set(0, decided == any);
    Stored stored;
    stored.layout = array::Layout::rowMajor({});
    stored.mask = std::make_shared<const ConditionMask>(*std::move(mask));
    return stored;
}

/// The others: of each block of kLaneBlock elements in order, then of what came of the blocks, in
/// order too. So the sum of floats depends on neither threads nor costs; the NumPy program adds the
/// same way.
base::Result<Number> reduceLanes(const Whole& whole) {
    const Node& node = whole.node;
    const Kind kind = whole.kind();
    const std::int64_t batch = kMostBlocks * kLaneBlock;
    const std::int64_t most = (std::min(whole.count, batch) + kLaneBlock - 1) / kLaneBlock;
    // What came of the batches before, if there were any, is the first lane.
    LaneBlock values(most + 1);
    std::vector<std::int64_t> places(static_cast<std::size_t>(most + 1), 0);
    Number total{kind, 0};
    std::int64_t place = 0;
    for (std::int64_t first = 0; first < whole.count; first += batch) {
        const std::int64_t end = std::min(whole.count, first + batch);
        const auto done = whole.forEachPart(
            first, end, [&](Machine& machine, std::int64_t begin, std::int64_t partEnd) {
                LaneBlock lanes(kLaneBlock);
                for (std::int64_t i = begin; i < partEnd; i += kLaneBlock) {
                    const std::int64_t count = std::min(kLaneBlock, partEnd - i);
                    machine.lanes(i, count, lanes.data());
                    const std::int64_t to = (i - first) / kLaneBlock + 1;
                    places[static_cast<std::size_t>(to)] =
                        i + reduced(node, kind, lanes.data(), count, values.data() + to * kLane);
                }
            });
        if (!done) {
            return base::passOn(done);
        }
        std::memcpy(values.data(), &total.bits, kLane);
        places[0] = place;
        const std::int64_t skipped = first == 0 ? 1 : 0;
        const std::int64_t blocks = (end - first + kLaneBlock - 1) / kLaneBlock + 1 - skipped;
        const std::int64_t best = reduced(node, kind, values.data() + skipped * kLane, blocks,
                                          reinterpret_cast<std::byte*>(&total.bits));
        place = places[static_cast<std::size_t>(best + skipped)];
    }
    if (isPosition(node.op)) {
        return Number::of(place);
    }
    return node.op == Op::Mean ? Number::of(total.real() / static_cast<double>(whole.count))
                               : total;
}
}  // namespace

base::Result<Stored> reduceAll(const Sources& sources, int place, base::Progress* progress,
                               base::ThreadPool* pool) {
    const Node& node = sources.rule.at(place);
    const int arg = node.args[0];
    Frame frame = Frame::wholeOf(sources.rule.at(arg).shape);
    const std::int64_t count = frame.count();
    const Whole whole{sources, node, arg, std::move(frame), count, progress, pool};
    if (node.kind == Kind::Bool) {
        return reduceBits(whole);
    }
    const auto number = reduceLanes(whole);
    if (!number) {
        return base::passOn(number);
    }
    auto array = NdArray::copyOf(widest(node.kind), {}, std::as_bytes(std::span(&number->bits, 1)));
    if (!array) {
        return base::passOn(array);
    }
    Stored stored;
    stored.layout = array::Layout::rowMajor({});
    stored.numbers = *std::move(array);
    return stored;
}

}  // namespace frisket::rules
