// SPDX-License-Identifier: MIT
#include "core/assign/run.h"

#include <cstring>

#include "core/assign/check.h"
#include "core/assign/overlap.h"
#include "core/assign/prepared.h"
#include "core/assign/rank_index.h"
#include "core/assign/run_writer.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
void runRange(const AssignPlan& plan, const Inputs& inputs, std::int64_t begin, std::int64_t end,
              DestinationSpan destination, Stores stores) {
    if (plan.assignsNothing()) {
        return;
    }
    const LoopNest& loops = plan.loops();
    const std::int64_t size = array::itemSize(plan.destinationType());
    RunWriter writer(plan, inputs, stores);
    if (plan.addressing() == Addressing::ByRank) {
        writer.seek(inputs.ranks->rank(*inputs.condition, begin));
    }
    loops.forEachRun(begin, end, [&](const Run& run) {
        writer.write(run, destination.data + (run.destination - destination.first) * size);
    });
    if (stores == Stores::Streaming) {
        finishStreaming();
    }
}

/// A plan is made for a number of selected elements, which may be another by now.
base::Status checkLength(const AssignPlan& plan, const Inputs& inputs) {
    if (inputs.ranks != nullptr && !plan.wraps() && inputs.ranks->total() > plan.source().count()) {
        return base::fail(
            base::ErrorCode::InvalidArgument,
            base::joined("The condition selects ", inputs.ranks->total(),
                         ", but the plan was made for no more than ", plan.source().count(), "."),
            "Make the plan again with the number of elements that are selected now.");
    }
    return {};
}
}  // namespace

std::int64_t grainFor(std::int64_t count, int threads) {
    // Few long pieces keep long copies long; several a thread keep the threads even.
    constexpr std::int64_t kLeast = std::int64_t{1} << 20;
    const std::int64_t even = count / (std::int64_t{8} * threads) / 64 * 64;
    return std::max(kLeast, even);
}

void assignRange(const AssignPlan& plan, const Inputs& inputs, std::int64_t begin, std::int64_t end,
                 DestinationSpan destination) {
    runRange(plan, inputs, begin, end, destination, Stores::Cached);
}

base::Status assignAll(const AssignPlan& plan, const array::ArrayView& source,
                       const condition::ConditionMask& condition,
                       const array::MutableArrayView& destination, base::ThreadPool& pool) {
    if (plan.assignsNothing()) {
        return {};
    }
    auto prepared = PreparedInputs::make(plan, source.data, condition, pool);
    if (!prepared) {
        return base::passOn(prepared);
    }
    const Inputs inputs = prepared->inputs();
    if (auto status = checkLength(plan, inputs); !status) {
        return status;  // before the values, which would be looked for past the source's end
    }
    if (const auto refusal = findInexact(plan, inputs, pool)) {
        return tl::unexpected<base::Error>(refusal->toError());
    }
    return assignChecked(plan, inputs, destination, pool);
}

base::Status assignChecked(const AssignPlan& plan, const Inputs& inputs,
                           const array::MutableArrayView& destination, base::ThreadPool& pool) {
    if (plan.assignsNothing()) {
        return {};
    }
    if (auto status = checkLength(plan, inputs); !status) {
        return status;
    }
    const std::int64_t count = plan.loops().count();
    Inputs from = inputs;
    std::shared_ptr<array::Buffer> copy;
    switch (overlapOf(plan, inputs.source, destination.data)) {
        case Overlap::None:
            break;
        case Overlap::Forward:
            assignRange(plan, inputs, 0, count, {destination.data, 0});
            return {};
        case Overlap::Harmful: {
            const ByteRange range = extent(plan.source(), plan.sourceType(), inputs.source);
            auto buffer = array::Buffer::allocate(range.end - range.begin);
            if (!buffer) {
                return base::passOn(buffer);
            }
            copy = *std::move(buffer);
            std::memcpy(copy->data(), range.begin,
                        static_cast<std::size_t>(range.end - range.begin));
            from.source = copy->data() - (range.begin - inputs.source);
        }
    }
    const Stores stores = storesFor(count * array::itemSize(plan.destinationType()));
    pool.forRange(count, grainFor(count, pool.threads()),
                  [&](std::int64_t begin, std::int64_t end) {
                      runRange(plan, from, begin, end, {destination.data, 0}, stores);
                  });
    return {};
}

}  // namespace frisket::assign
