// SPDX-License-Identifier: MIT
#include "core/condition/condition_from_array.h"

#include "core/base/text.h"

namespace frisket::condition {

base::Result<ConditionInput> conditionFromArray(const array::NdArray& array) {
    if (array::isFloat(array.dtype())) {
        return base::fail(
            base::ErrorCode::Refused,
            base::joined("A condition must be true or false; this array holds ",
                         array::name(array.dtype()),
                         " scores, for which no value is plainly True (NaN least of all)."),
            "Compare it first and save the outcome, for example np.save('c.npy', p > 0.5).");
    }
    auto mask = ConditionMask::nonzero(array.view());
    if (!mask) {
        return base::passOn(mask);
    }
    std::string note;
    if (array.dtype() != array::DType::Bool) {
        note = base::joined("The condition is ", array::name(array.dtype()),
                            ": every value that is not 0 counts as True.");
    }
    return ConditionInput{*std::move(mask), std::move(note)};
}

}  // namespace frisket::condition
