// SPDX-License-Identifier: MIT
#include "core/api/frisket/frisket.h"
#include "core/api/question.h"
#include "core/assign/check.h"
#include "core/assign/prepared.h"
#include "core/assign/run.h"
#include "core/assign/selected.h"

namespace frisket {

namespace {
Result<Report> applyBits(const MutableArrayView& destination, const ArrayView& source,
                         const ConditionMask& bits, DType conditionType, const Options& options,
                         ThreadPool& pool) {
    const auto plan = assign::AssignPlan::make(
        api::requestFor(destination, source, bits, conditionType, options));
    if (!plan) {
        return tl::unexpected<Error>(plan.error().toError());
    }
    const auto prepared = assign::PreparedInputs::make(*plan, source.data, bits, pool);
    if (!prepared) {
        return base::passOn(prepared);
    }
    const assign::Inputs inputs = prepared->inputs();
    if (const auto refusal = assign::findInexact(*plan, inputs, pool)) {
        return tl::unexpected<Error>(refusal->toError());
    }
    Report report;
    report.selected = assign::countSelected(*plan, *inputs.condition, 0, plan->loops().count());
    if (options.reportCast && !plan->checksValues()) {
        // Before the write, after which an overlapping source is another.
        report.cast = assign::castReport(*plan, inputs, pool);
    }
    if (auto status = assign::assignChecked(*plan, inputs, destination, pool); !status) {
        return base::passOn(status);
    }
    return report;
}
}  // namespace

Result<Report> apply(const Result<MutableArrayView>& destination, const Result<ArrayView>& source,
                     const Result<ArrayView>& condition, const Options& options) {
    return api::withOperands(
        destination, source, options,
        [&](const MutableArrayView& to, const ArrayView& from, ThreadPool& pool) -> Result<Report> {
            const auto where = api::checkedOperand(Role::Condition, condition);
            // Read before anything is written, so it may overlap the destination.
            const auto bits = toCondition(where, {.pool = &pool});
            if (!bits) {
                return base::passOn(bits);
            }
            return applyBits(to, from, *bits, where->dtype, options, pool);
        });
}

Result<Report> apply(const Result<MutableArrayView>& destination, const Result<ArrayView>& source,
                     const ConditionMask& condition, const Options& options) {
    return api::withOperands(
        destination, source, options,
        [&](const MutableArrayView& to, const ArrayView& from, ThreadPool& pool) {
            return applyBits(to, from, condition, DType::Bool, options, pool);
        });
}

}  // namespace frisket
