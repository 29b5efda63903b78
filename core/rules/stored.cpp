// SPDX-License-Identifier: MIT
#include "core/rules/stored.h"

#include <algorithm>
#include <cstring>

#include "core/assign/cast.h"
#include "core/base/large_pages.h"
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
Shape shapeOf(const Frame& frame) {
    Shape shape;
    for (const int axis : frame.order) {
        shape.append(frame.box.end[axis] - frame.box.begin[axis]);
    }
    return shape;
}
}  // namespace

std::int64_t grainOf(const Sources& sources, int node, std::int64_t count) {
    constexpr double kPieceTime = 8e6;  // ns; to cancel must take effect within 20 ms
    constexpr std::int64_t kMost = std::int64_t{1} << 20;
    constexpr std::int64_t kPieces = 32;
    const Node& here = sources.rule.at(node);
    double cost = here.cost;
    if (here.stored && here.op != Op::Plane && here.axis != kAllAxes &&
        sources.stored.count(node) == 0) {
        // Its own cost is that of reading it; now it is made.
        const Node& from = sources.rule.at(here.args[0]);
        cost = (from.cost + 1) * static_cast<double>(from.shape[here.axis]);
    }
    const double elements = std::min(kPieceTime / std::max(cost, 1.0), double{kMost});
    const std::int64_t grain = std::max(
        static_cast<std::int64_t>(elements) / kLaneBlock * kLaneBlock, std::int64_t{kLaneBlock});
    if (elements >= kLaneBlock) {
        return grain;
    }
    const std::int64_t part = condition::wordsFor(count / kPieces + 1) * kWordBits;
    return std::min(grain, part);
}

base::Status forEachGrain(std::int64_t count, base::Progress* progress, base::ThreadPool* pool,
                          const std::function<void(std::int64_t)>& body) {
    auto done = refine::forEachPiece(count, progress, pool, body);
    return done ? base::proceed(progress) : done;
}

base::Result<ConditionMask> maskOf(const Sources& sources, int node, const Frame& frame,
                                   base::Progress* progress, base::ThreadPool* pool) {
    auto mask = ConditionMask::create(shapeOf(frame));
    if (!mask || mask->size() == 0) {
        return mask;
    }
    const std::int64_t rowBits = mask->rowBits();
    base::expectWrites(
        mask->row(0), mask->rows() * mask->wordsPerRow() * static_cast<std::int64_t>(sizeof(Word)));
    const std::int64_t grain = grainOf(sources, node, mask->size());
    const std::int64_t chunk = std::min(rowBits, grain);
    const std::int64_t inRow = (rowBits + chunk - 1) / chunk;
    const std::int64_t chunks = mask->rows() * inRow;
    const std::int64_t together = std::max<std::int64_t>(1, grain / chunk);
    const auto done =
        forEachGrain((chunks + together - 1) / together, progress, pool, [&](std::int64_t piece) {
            Machine machine(sources, node, frame, progress);
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
    base::expectWrites(data, *bytes);
    const std::int64_t size = array::itemSize(dtype);
    const std::int64_t count = *bytes / size;
    const Kind kind = sources.rule.at(node).kind;
    const std::int64_t grain = grainOf(sources, node, count);
    const auto done =
        forEachGrain((count + grain - 1) / grain, progress, pool, [&](std::int64_t piece) {
            Machine machine(sources, node, frame, progress);
            LaneBlock lanes(kLaneBlock);
            BitBlock bits = bitBlock(kLaneBlock);
            const std::int64_t end = std::min(count, (piece + 1) * grain);
            for (std::int64_t i = piece * grain; i < end; i += kLaneBlock) {
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

namespace {
/// What the stored node gives in `box`; what it needs is in `sources`.
base::Result<Stored> evaluateStored(const Sources& sources, int place, const Box& box,
                                    base::Progress* progress, base::ThreadPool* pool) {
    const Node& node = sources.rule.at(place);
    if (node.op == Op::Plane) {
        return evaluatePlanes(sources, place, box, progress, pool);
    }
    if (node.axis == kAllAxes) {
        return reduceAll(sources, place, progress, pool);
    }
    const Frame frame = Frame::of(box);
    Stored stored;
    stored.box = box;
    stored.layout = array::Layout::rowMajor(shapeOf(frame));
    if (node.kind == Kind::Bool) {
        auto mask = maskOf(sources, place, frame, progress, pool);
        if (!mask) {
            return base::passOn(mask);
        }
        stored.mask = std::make_shared<const ConditionMask>(*std::move(mask));
        return stored;
    }
    auto numbers = arrayOf(sources, place, frame, widest(node.kind), progress, pool);
    if (!numbers) {
        return base::passOn(numbers);
    }
    stored.numbers = *std::move(numbers);
    return stored;
}

/// Adds what the stored node needs for `box`.
void collectInner(const Sources& sources, int place, const Box& box, Demands& demands) {
    const Node& node = sources.rule.at(place);
    if (box.empty()) {
        return;
    }
    if (node.op == Op::Plane) {
        collectDemands(sources, node.args[0], planeArgument(sources, place, box), true, demands);
    } else if (node.axis == kAllAxes) {
        const Shape& shape = sources.rule.at(node.args[0]).shape;
        collectDemands(sources, node.args[0], Frame::wholeOf(shape), true, demands);
    } else {
        collectDemands(sources, place, Frame::of(box), false, demands);
    }
}
}  // namespace

base::Result<StoredNodes> makeStored(const Sources& sources, Demands demands,
                                     base::Progress* progress, base::ThreadPool* pool) {
    // Arguments come before what takes them, so from the last node on all demands of one are known
    // when it is looked at; what is added lies before it.
    for (auto each = demands.end(); each != demands.begin();) {
        --each;
        collectInner(sources, each->first, each->second, demands);
    }
    StoredNodes found = sources.stored;
    for (const auto& [place, box] : demands) {
        const Sources ready{sources.rule, sources.inputs, found};
        auto made = evaluateStored(ready, place, box, progress, pool);
        if (!made) {
            return base::passOn(made);
        }
        found.emplace(place, *std::move(made));
    }
    return found;
}

}  // namespace frisket::rules
