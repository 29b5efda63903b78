// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/workers.h"
#include "core/assign/plan.h"

namespace frisket::api {

/// `seen` if memory can lie as it says, whoever made it; else the error, which names `role`.
[[nodiscard]] Result<ArrayView> checkedOperand(Role role, const Result<ArrayView>& seen);

/// The request for a plan over operands that `checkedOperand` passed. `conditionType` is the dtype
/// that `bits` were read from.
[[nodiscard]] assign::PlanRequest requestFor(const ArrayView& destination, const ArrayView& source,
                                             const ConditionMask& bits, DType conditionType,
                                             const Options& options);

/// Calls `run(destination, source, pool)` once both are known to be views and there are threads.
/// `destination` is a result of either kind of view.
template <class View, class Run>
[[nodiscard]] auto withOperands(const Result<View>& destination, const Result<ArrayView>& source,
                                const Options& options, Run&& run)
    -> std::invoke_result_t<Run, const View&, const ArrayView&, ThreadPool&> {
    if (const auto to = checkedOperand(Role::Destination, destination); !to) {
        return base::passOn(to);
    }
    const auto from = checkedOperand(Role::Source, source);
    if (!from) {
        return base::passOn(from);
    }
    const auto workers = Workers::make(options);
    if (!workers) {
        return base::passOn(workers);
    }
    return run(*destination, *from, workers->pool());
}

}  // namespace frisket::api
