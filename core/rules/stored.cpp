// SPDX-License-Identifier: MIT
#include "core/rules/stored.h"

#include <algorithm>
#include <cstring>

#include "core/assign/cast.h"
#include "core/refine/frame.h"
#include "core/rules/kernels.h"
#include "core/rules/machine.h"

namespace frisket::rules {

using array::Box;
using array::DType;
using array::NdArray;
using array::Shape;
using condition::ConditionMask;
using condition::kWordBits;
using condition::Word;

namespace {
/// Elements of a piece of work: a few milliseconds where an element costs 10 ns.
constexpr std::int64_t kGrain = std::int64_t{1} << 18;

Shape shapeOf(const Frame& frame) {
    Shape shape;
    for (const int axis : frame.order) {
        shape.append(frame.box.end[axis] - frame.box.begin[axis]);
    }
    return shape;
}
}  // namespace

base::Result<ConditionMask> maskOf(const Sources& sources, int node, const Frame& frame,
                                   base::Progress* progress, base::ThreadPool* pool) {
    auto mask = ConditionMask::create(shapeOf(frame));
    if (!mask || mask->size() == 0) {
        return mask;
    }
    const std::int64_t rowBits = mask->rowBits();
    const std::int64_t chunk = std::min(rowBits, kGrain);
    const std::int64_t inRow = (rowBits + chunk - 1) / chunk;
    const std::int64_t chunks = mask->rows() * inRow;
    const std::int64_t together = std::max<std::int64_t>(1, kGrain / chunk);
    const auto done = refine::forEachPiece(
        (chunks + together - 1) / together, progress, pool, [&](std::int64_t piece) {
            Machine machine(sources, node, frame);
            const std::int64_t end = std::min(chunks, (piece + 1) * together);
            for (std::int64_t i = piece * together; i < end; ++i) {
                const std::int64_t first = i % inRow * chunk;
                machine.bits(i / inRow * rowBits + first, std::min(chunk, rowBits - first),
                             mask->row(i / inRow) + first / kWordBits);
            }
        });
    if (!done) {
        return base::passOn(done);
    }
    return mask;
}

base::Result<NdArray> arrayOf(const Sources& sources, int node, const Frame& frame, DType dtype,
                              base::Progress* progress, base::ThreadPool* pool) {
    const Shape shape = shapeOf(frame);
    const auto bytes = array::byteCount(dtype, shape);
    if (!bytes) {
        return base::passOn(bytes);
    }
    auto buffer = array::Buffer::allocate(*bytes);
    if (!buffer) {
        return base::passOn(buffer);
    }
    std::byte* const data = (*buffer)->data();
    const std::int64_t size = array::itemSize(dtype);
    const std::int64_t count = *bytes / size;
    const Kind kind = sources.rule.at(node).kind;
    const auto done = refine::forEachPiece(
        (count + kGrain - 1) / kGrain, progress, pool, [&](std::int64_t piece) {
            Machine machine(sources, node, frame);
            LaneBlock lanes(kLaneBlock);
            BitBlock bits = bitBlock(kLaneBlock);
            const std::int64_t end = std::min(count, (piece + 1) * kGrain);
            for (std::int64_t i = piece * kGrain; i < end; i += kLaneBlock) {
                const std::int64_t part = std::min(kLaneBlock, end - i);
                if (kind == Kind::Bool) {
                    machine.bits(i, part, bits.data());
                    condition::bitsToBytes(bits.data(), 0, part, 1,
                                           reinterpret_cast<std::uint8_t*>(data + i * size));
                } else {
                    machine.lanes(i, part, lanes.data());
                    assign::castRun(widest(kind), dtype)(lanes.data(), 1, part, data + i * size);
                }
            }
        });
    if (!done) {
        return base::passOn(done);
    }
    return NdArray(dtype, array::Layout::rowMajor(shape), *std::move(buffer));
}

base::Result<StoredNodes> makeStored(const Sources& sources, int node, const Frame& frame,
                                     bool itself, base::Progress* progress,
                                     base::ThreadPool* pool) {
    StoredNodes found = sources.stored;
    std::map<int, Box> demands;
    collectDemands(sources, node, frame, itself, demands);
    for (const auto& [place, box] : demands) {
        auto made = evaluateStored(sources, place, box, progress, pool);
        if (!made) {
            return base::passOn(made);
        }
        found.emplace(place, *std::move(made));
    }
    return found;
}

namespace {
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
    binaryLanes(pair, next.value.kind)(
        sum, reinterpret_cast<const std::byte*>(&next.value.bits), 1, sum);
}

Partial partialOf(const Sources& sources, const Node& node, const Frame& frame,
                  std::int64_t begin, std::int64_t end) {
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
            return Number::of((total.any ? total.value.real() : 0.0) /
                              static_cast<double>(count));
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
    std::vector<Partial> partials(static_cast<std::size_t>((count + kGrain - 1) / kGrain));
    const auto done = refine::forEachPiece(
        static_cast<std::int64_t>(partials.size()), progress, pool, [&](std::int64_t piece) {
            partials[static_cast<std::size_t>(piece)] =
                partialOf(sources, node, frame, piece * kGrain,
                          std::min(count, (piece + 1) * kGrain));
        });
    if (!done) {
        return base::passOn(done);
    }
    Stored stored;
    stored.layout = array::Layout::rowMajor({});
    if (node.kind == Kind::Bool) {
        const bool any = node.op == Op::Any;
        const bool found = std::any_of(partials.begin(), partials.end(), [any](const Partial& each) {
            return each.value.truth() == any;
        });
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
    auto array = NdArray::copyOf(widest(node.kind), {},
                                 std::as_bytes(std::span(&number.bits, 1)));
    if (!array) {
        return base::passOn(array);
    }
    stored.numbers = *std::move(array);
    return stored;
}

base::Result<Stored> evaluateStored(const Sources& sources, int place, const Box& box,
                                    base::Progress* progress, base::ThreadPool* pool) {
    const Node& node = sources.rule.at(place);
    if (node.op == Op::Plane) {
        return evaluatePlanes(sources, place, box, progress, pool);
    }
    const bool all = node.axis == kAllAxes;
    const Frame frame =
        all ? Frame::wholeOf(sources.rule.at(node.args[0]).shape) : Frame::of(box);
    const auto inner =
        makeStored(sources, all ? node.args[0] : place, frame, all, progress, pool);
    if (!inner) {
        return base::passOn(inner);
    }
    const Sources ready{sources.rule, sources.inputs, *inner};
    if (all) {
        return reduceAll(ready, place, progress, pool);
    }
    Stored stored;
    stored.box = box;
    stored.layout = array::Layout::rowMajor(shapeOf(frame));
    if (node.kind == Kind::Bool) {
        auto mask = maskOf(ready, place, frame, progress, pool);
        if (!mask) {
            return base::passOn(mask);
        }
        stored.mask = std::make_shared<const ConditionMask>(*std::move(mask));
        return stored;
    }
    auto numbers = arrayOf(ready, place, frame, widest(node.kind), progress, pool);
    if (!numbers) {
        return base::passOn(numbers);
    }
    stored.numbers = *std::move(numbers);
    return stored;
}

}  // namespace frisket::rules
