// SPDX-License-Identifier: MIT
#include "core/api/frisket/frisket.h"
#include "core/api/workers.h"
#include "core/base/text.h"

namespace frisket {

namespace {
/// Packed rows that a thread takes at a time hold about so many elements.
constexpr std::int64_t kGrain = std::int64_t{1} << 20;

/// Whether the elements are bytes in C order, of which only "zero or not" counts.
bool isPackedBytes(const ArrayView& view) {
    return array::itemSize(view.dtype) == 1 && view.layout.isRowMajor();
}

/// Bytes to the words of the mask's packed rows, whose elements follow one another.
void fillFromBytes(const ArrayView& view, ConditionMask& mask, ThreadPool& pool) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(view.at(view.layout.offset));
    const std::int64_t length = mask.rowBits();
    const std::int64_t grain =
        std::max<std::int64_t>(1, kGrain / std::max<std::int64_t>(1, length));
    pool.forRange(mask.rows(), grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            condition::bytesToBits(bytes + row * length, length, mask.row(row));
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
    if (!isPackedBytes(*view)) {
        return ConditionMask::nonzero(*view);
    }
    auto mask = ConditionMask::create(view->shape());
    if (mask && mask->size() > 0) {
        fillFromBytes(*view, *mask, workers->pool());
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
