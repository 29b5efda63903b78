// SPDX-License-Identifier: MIT
#include "core/assign/run.h"

#include <cstring>
#include <mutex>

#include "core/assign/fixes.h"
#include "core/assign/run_writer.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::Layout;
using condition::ConditionMask;
using condition::Word;

/// Lanes a thread takes at a time; a multiple of 64, so that pieces begin at whole words.
constexpr std::int64_t kGrain = std::int64_t{1} << 20;

/// Few long pieces keep long copies long; several a thread keep the threads even.
std::int64_t grainFor(std::int64_t count, int threads) {
    const std::int64_t even = count / (std::int64_t{4} * threads) / 64 * 64;
    return std::max(kGrain, even);
}

struct InexactTotal {
    std::int64_t count = 0;
    std::int64_t firstFlat = -1;
    const std::byte* firstValue = nullptr;
};

InexactTotal checkRange(const AssignPlan& plan, const Inputs& inputs, std::int64_t begin,
                        std::int64_t end) {
    const InexactCheck check = inexactCheck(plan.sourceType(), plan.destinationType());
    const std::int64_t size = array::itemSize(plan.sourceType());
    const LoopNest& loops = plan.loops();
    InexactTotal total;
    std::vector<Word> aligned;
    loops.forEachRun(begin, end, [&](const Run& run) {
        forEachPiece(
            *inputs.condition, run.condition, loops.conditionStep(), run.count,
            [&](std::int64_t offset, const Word* words, std::int64_t firstBit, std::int64_t count) {
                if (firstBit % condition::kWordBits != 0) {
                    aligned.resize(static_cast<std::size_t>(condition::wordsFor(count)));
                    condition::copyBits(words, firstBit, count, aligned.data());
                    words = aligned.data();
                    firstBit = 0;
                }
                const std::byte* from =
                    inputs.source + (run.source + offset * loops.sourceStep()) * size;
                const InexactRun found =
                    check(from, loops.sourceStep(), count, words + firstBit / condition::kWordBits);
                if (found.count > 0 && total.count == 0) {
                    total.firstFlat = run.flat + offset + found.first;
                    total.firstValue = from + found.first * loops.sourceStep() * size;
                }
                total.count += found.count;
            });
    });
    return total;
}

std::string indexText(const AssignPlan& plan, std::int64_t flat) {
    const array::Index index = array::unravel(flat, plan.shape());
    std::string text = "[";
    for (int axis = 0; axis < index.rank(); ++axis) {
        text += base::joined(axis == 0 ? "" : ", ", index[axis]);
    }
    return text + "]";
}

/// First and one-past-last byte that a layout of `itemSize`-byte elements over `data` touches.
std::pair<const std::byte*, const std::byte*> extent(const Layout& layout, const std::byte* data,
                                                     std::int64_t itemSize) {
    std::int64_t low = layout.offset;
    std::int64_t high = layout.offset;
    for (int axis = 0; axis < layout.rank(); ++axis) {
        const std::int64_t reach = layout.strides[axis] * (layout.shape[axis] - 1);
        (reach < 0 ? low : high) += reach;
    }
    return {data + low * itemSize, data + (high + 1) * itemSize};
}

/// Whether writing the destination could change source elements that are read later.
bool overlapsHarmfully(const AssignPlan& plan, const array::ArrayView& source,
                       const array::MutableArrayView& destination) {
    const auto [fromLow, fromHigh] =
        extent(plan.source(), source.data, array::itemSize(plan.sourceType()));
    const auto [toLow, toHigh] =
        extent(plan.destination(), destination.data, array::itemSize(plan.destinationType()));
    if (fromHigh <= toLow || toHigh <= fromLow) {
        return false;
    }
    const bool sameElements =
        source.data == destination.data && !plan.needsCast() && plan.source() == plan.destination();
    return !sameElements;
}
}  // namespace

std::optional<Refusal> findInexact(const AssignPlan& plan, const Inputs& inputs,
                                   base::ThreadPool& pool) {
    if (!plan.checksValues()) {
        return std::nullopt;
    }
    std::mutex mutex;
    InexactTotal total;
    const std::int64_t count = plan.loops().count();
    pool.forRange(
        count, grainFor(count, pool.threads()), [&](std::int64_t begin, std::int64_t end) {
            const InexactTotal part = checkRange(plan, inputs, begin, end);
            const std::lock_guard lock(mutex);
            if (part.count > 0 && (total.count == 0 || part.firstFlat < total.firstFlat)) {
                total.firstFlat = part.firstFlat;
                total.firstValue = part.firstValue;
            }
            total.count += part.count;
        });
    if (total.count == 0) {
        return std::nullopt;
    }
    Refusal refusal;
    refusal.kind = Refusal::Kind::InexactValues;
    refusal.operand = Role::Source;
    refusal.found = total.count;
    refusal.message = base::joined(
        total.count,
        total.count == 1 ? " selected value of the source does not survive"
                         : " selected values of the source do not survive",
        " the cast from ", array::name(plan.sourceType()), " to ",
        array::name(plan.destinationType()), "; the first is ",
        toText(plan.sourceType(), total.firstValue), " at ", indexText(plan, total.firstFlat), ".");
    refusal.fixes = inexactFixes(plan.sourceType(), plan.destinationType(), total.count);
    return refusal;
}

void assignRange(const AssignPlan& plan, const Inputs& inputs, std::int64_t begin, std::int64_t end,
                 DestinationSpan destination) {
    const LoopNest& loops = plan.loops();
    const std::int64_t size = array::itemSize(plan.destinationType());
    RunWriter writer(plan, inputs, loops.destinationStep(), loops.sourceStep(),
                     loops.conditionStep());
    loops.forEachRun(begin, end, [&](const Run& run) {
        writer.write(run, destination.data + (run.destination - destination.first) * size);
    });
}

base::Status assignAll(const AssignPlan& plan, const array::ArrayView& source,
                       const ConditionMask& condition, const array::MutableArrayView& destination,
                       base::ThreadPool& pool) {
    if (plan.loops().count() == 0) {
        return {};
    }
    Inputs inputs{source.data, &condition};
    if (const auto refusal = findInexact(plan, inputs, pool)) {
        return tl::unexpected<base::Error>(refusal->toError());
    }
    std::shared_ptr<array::Buffer> copy;
    if (!plan.value() && overlapsHarmfully(plan, source, destination)) {
        const auto [low, high] =
            extent(plan.source(), source.data, array::itemSize(plan.sourceType()));
        auto buffer = array::Buffer::allocate(high - low);
        if (!buffer) {
            return base::passOn(buffer);
        }
        copy = *std::move(buffer);
        std::memcpy(copy->data(), low, static_cast<std::size_t>(high - low));
        inputs.source = copy->data() - (low - source.data);
    }
    const std::int64_t count = plan.loops().count();
    pool.forRange(count, grainFor(count, pool.threads()),
                  [&](std::int64_t begin, std::int64_t end) {
                      assignRange(plan, inputs, begin, end, {destination.data, 0});
                  });
    return {};
}

Layout planeLayout(const Layout& operand, const PlaneWindow& window) {
    Layout plane{{window.height, window.width}, {0, 0}, operand.offset};
    for (int axis = 0; axis < operand.rank(); ++axis) {
        const std::int64_t stride = operand.strides[axis];
        if (axis == window.axisX) {
            plane.offset += window.x0 * stride;
            plane.strides[1] = stride * window.step;
        } else if (axis == window.axisY) {
            plane.offset += window.y0 * stride;
            plane.strides[0] = stride * window.step;
        } else {
            plane.offset += window.fixed[axis] * stride;
        }
    }
    return plane;
}

void evaluateWindow(const AssignPlan& plan, const Inputs& inputs,
                    const array::BandedArray& destination, const PlaneWindow& window,
                    std::byte* out) {
    const Layout to = planeLayout(plan.destination(), window);
    const Layout from = planeLayout(plan.source(), window);
    const Layout where = planeLayout(plan.condition(), window);
    const std::int64_t rowBytes = window.width * array::itemSize(plan.destinationType());
    RunWriter writer(plan, inputs, 1, from.strides[1], where.strides[1]);
    const SurvivorFilter keepSurvivors = survivorFilter(plan.sourceType(), plan.destinationType());
    std::vector<Word> selected(static_cast<std::size_t>(condition::wordsFor(window.width)));
    for (std::int64_t y = 0; y < window.height; ++y, out += rowBytes) {
        destination.gather(to.offset + y * to.strides[0], to.strides[1], window.width, out);
        const Run run{0, window.width, 0, from.offset + y * from.strides[0],
                      where.offset + y * where.strides[0]};
        if (plan.checksValues()) {
            inputs.condition->gather(run.condition, where.strides[1], run.count, selected.data());
            keepSurvivors(inputs.source + run.source * array::itemSize(plan.sourceType()),
                          from.strides[1], run.count, selected.data());
            writer.writeSelected(run, out, selected.data());
        } else {
            writer.write(run, out);
        }
    }
}

std::int64_t countSelected(const AssignPlan& plan, const ConditionMask& condition,
                           std::int64_t begin, std::int64_t end) {
    std::int64_t total = 0;
    plan.loops().forEachRun(begin, end, [&](const Run& run) {
        forEachPiece(
            condition, run.condition, plan.loops().conditionStep(), run.count,
            [&](std::int64_t, const Word* words, std::int64_t firstBit, std::int64_t count) {
                total += condition::countBits(words, firstBit, count);
            });
    });
    return total;
}

namespace {
/// Calls `visit` with the address of each selected element of [begin, end), in C order.
template <class Visitor>
void forEachSelected(const AssignPlan& plan, const ConditionMask& condition, std::int64_t begin,
                     std::int64_t end, DestinationSpan destination, Visitor&& visit) {
    const std::int64_t size = array::itemSize(plan.destinationType());
    const std::int64_t step = plan.loops().destinationStep();
    plan.loops().forEachRun(begin, end, [&](const Run& run) {
        std::byte* start = destination.data + (run.destination - destination.first) * size;
        forEachPiece(
            condition, run.condition, plan.loops().conditionStep(), run.count,
            [&](std::int64_t offset, const Word* words, std::int64_t firstBit, std::int64_t count) {
                condition::forEachSetBit(words, firstBit, count, [&](std::int64_t i) {
                    visit(start + (offset + i) * step * size);
                });
            });
    });
}
}  // namespace

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
