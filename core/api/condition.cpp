// SPDX-License-Identifier: MIT
#include "core/api/workers.h"
#include "core/base/text.h"

namespace frisket {

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
    return ConditionMask::nonzero(*view, &workers->pool());
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
