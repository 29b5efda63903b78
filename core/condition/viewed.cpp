// SPDX-License-Identifier: MIT
#include "core/condition/viewed.h"

#include <atomic>
#include <vector>

namespace frisket::condition {

namespace {
/// Calls `visit(flat, words, count)` for runs of the last axis of `view`, in C order.
template <class Visitor>
void forEachRow(const ConditionMask& mask, const array::Layout& view, Visitor&& visit) {
    const std::int64_t total = view.count();
    if (total == 0) {
        return;
    }
    const int last = view.rank() - 1;
    const std::int64_t run = last < 0 ? 1 : view.shape[last];
    const std::int64_t stride = last < 0 ? 1 : view.strides[last];
    std::vector<Word> words(static_cast<std::size_t>(wordsFor(run)));
    array::Index index = array::Dims::filled(view.rank(), 0);
    for (std::int64_t flat = 0; flat < total; flat += run) {
        mask.gather(view.at(index), stride, run, words.data());
        visit(flat, words.data(), run);
        for (int axis = last - 1; axis >= 0 && ++index[axis] == view.shape[axis]; --axis) {
            index[axis] = 0;
        }
    }
}
}  // namespace

std::int64_t countTrue(const ConditionMask& mask, const array::Layout& view,
                       base::ThreadPool* pool) {
    const bool whole = view.isRowMajor() && view.count() == mask.size();
    if (whole && pool != nullptr) {
        // All words of all rows: the bits past a row's end are zero.
        constexpr std::int64_t kGrain = std::int64_t{1} << 14;
        std::atomic<std::int64_t> total{0};
        pool->forRange(mask.rows() * mask.wordsPerRow(), kGrain,
                       [&](std::int64_t begin, std::int64_t end) {
                           total += countBits(mask.row(0) + begin, 0, (end - begin) * kWordBits);
                       });
        return total;
    }
    if (whole) {
        return mask.count();
    }
    std::int64_t total = 0;
    forEachRow(mask, view, [&](std::int64_t, const Word* words, std::int64_t count) {
        total += countBits(words, 0, count);
    });
    return total;
}

base::Result<ConditionMask> packed(const ConditionMask& mask, const array::Layout& view,
                                   const array::Shape& shape) {
    auto out = ConditionMask::create(shape);
    if (out) {
        forEachRow(mask, view, [&](std::int64_t flat, const Word* words, std::int64_t count) {
            forEachSetBit(words, 0, count, [&](std::int64_t i) { out->set(flat + i, true); });
        });
    }
    return out;
}

}  // namespace frisket::condition
