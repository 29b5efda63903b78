// SPDX-License-Identifier: MIT
#include "core/api/question.h"

#include "core/base/text.h"

namespace frisket::api {

Result<ArrayView> checkedOperand(Role role, const Result<ArrayView>& seen) {
    Result<ArrayView> checked = seen;
    if (seen) {
        // A view that was put together by hand may be anything.
        if (auto status = detail::checkMemory(seen->data, seen->dtype, seen->layout, -1); !status) {
            checked = base::passOn(status);
        }
    }
    if (!checked) {
        checked.error().message =
            base::joined("The ", assign::name(role), ": ", checked.error().message);
    }
    return checked;
}

assign::PlanRequest requestFor(const ArrayView& destination, const ArrayView& source,
                               const ConditionMask& bits, DType conditionType,
                               const Options& options) {
    assign::PlanRequest request;
    request.destination = {destination.dtype, destination.layout, {}};
    request.source = assign::Operand{source.dtype, source.layout, {}};
    request.condition = {conditionType, Layout::rowMajor(bits.shape()), {}};
    request.mode = options.mode;
    request.casting = options.casting;
    if (assign::countsSelected(options.mode)) {
        request.selected = bits.count();
    }
    return request;
}

}  // namespace frisket::api
