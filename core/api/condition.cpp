// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "core/api/workers.h"
#include "core/assign/cast.h"
#include "core/base/text.h"

namespace frisket {

namespace {
/// Packed rows that a thread takes at a time hold about so many elements.
constexpr std::int64_t kGrain = std::int64_t{1} << 20;

/// Elements that are turned to bytes at a time; a multiple of 64, and in L1.
constexpr std::int64_t kTile = 4096;

/// The bits of `count` packed elements to `words`.
void packRow(DType dtype, const std::byte* from, std::int64_t count, condition::Word* words) {
    const std::int64_t size = array::itemSize(dtype);
    if (size == 1) {
        condition::bytesToBits(reinterpret_cast<const std::uint8_t*>(from), count, words);
        return;
    }
    const assign::CastRun isNonzero = assign::castRun(dtype, DType::Bool);
    std::array<std::byte, kTile> tile;
    for (std::int64_t done = 0; done < count; done += kTile) {
        const std::int64_t part = std::min(kTile, count - done);
        isNonzero(from + done * size, 1, part, tile.data());
        condition::bytesToBits(reinterpret_cast<const std::uint8_t*>(tile.data()), part,
                               words + done / condition::kWordBits);
    }
}

/// Elements in C order to the mask's packed rows, which follow one another in the same order.
void packRows(const ArrayView& view, ConditionMask& mask, ThreadPool& pool) {
    const std::byte* const from = view.at(view.layout.offset);
    const std::int64_t length = mask.rowBits();
    pool.forRange(mask.rows(), std::max<std::int64_t>(1, kGrain / length),
                  [&](std::int64_t begin, std::int64_t end) {
                      for (std::int64_t row = begin; row < end; ++row) {
                          packRow(view.dtype, from + row * length * array::itemSize(view.dtype),
                                  length, mask.row(row));
                      }
                  });
}
}  // namespace

Result<ConditionMask> toCondition(const Result<ArrayView>& view, const Options& options) {
    if (!view) {
        return base::passOn(view);
    }
    if (array::isFloat(view->dtype)) {
        return base::fail(
            ErrorCode::Refused,
            base::joined("A condition must be true or false; this one holds ",
                         array::name(view->dtype), " scores, for which no value is plainly True."),
            "Compare them first and give the outcome, such as p[i] > 0.5.");
    }
    auto workers = api::Workers::make(options);
    if (!workers) {
        return base::passOn(workers);
    }
    if (!view->layout.isRowMajor()) {
        return ConditionMask::nonzero(*view);
    }
    auto mask = ConditionMask::create(view->shape());
    if (mask && mask->size() > 0) {
        packRows(*view, *mask, workers->pool());
    }
    return mask;
}

Result<ConditionMask> conditionFromBits(std::span<const std::uint64_t> words, const Shape& shape) {
    for (const std::int64_t size : shape) {
        if (size < 0) {
            return base::fail(
                ErrorCode::InvalidArgument,
                base::joined("Shape ", array::toString(shape), " has a negative size."));
        }
    }
    auto mask = ConditionMask::create(shape);
    if (!mask) {
        return mask;
    }
    const std::int64_t needed = condition::wordsFor(mask->size());
    if (std::ssize(words) != needed) {
        return base::fail(ErrorCode::InvalidArgument,
                          base::joined("Shape ", array::toString(shape), " takes ", needed,
                                       " words of 64 bits, but there are ", words.size(), "."));
    }
    for (std::int64_t row = 0; row < mask->rows(); ++row) {
        condition::copyBits(words.data(), row * mask->rowBits(), mask->rowBits(), mask->row(row));
    }
    return mask;
}

}  // namespace frisket
