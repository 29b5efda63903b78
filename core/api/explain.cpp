// SPDX-License-Identifier: MIT
#include "core/api/frisket/frisket.h"
#include "core/api/question.h"
#include "core/assign/mode_table.h"
#include "core/assign/plan_text.h"
#include "core/base/text.h"

namespace frisket {

namespace {
Result<Explanation> explainBits(const ArrayView& destination, const ArrayView& source,
                                const ConditionMask& bits, DType conditionType,
                                const Options& options, ThreadPool& pool) {
    const assign::PlanRequest request =
        api::requestFor(destination, source, bits, conditionType, options);
    Explanation explanation;
    explanation.table = assign::modeTable(request);
    const auto plan = assign::AssignPlan::make(request);
    auto examined = assign::examine(plan, source.data, bits, pool);
    if (!examined) {
        return base::passOn(examined);
    }
    explanation.text = assign::planText(request, explanation.table, plan, *examined);
    if (plan) {
        explanation.selected = examined->selected;
        explanation.cast = *examined->changes;
        explanation.numpyLine = plan->numpyLine();
    }
    explanation.refusal = std::move(examined->refusal);
    if (explanation.refusal) {
        explanation.text += base::joined(explanation.refusal->toError().text(), "\n");
    }
    return explanation;
}
}  // namespace

Result<Explanation> explain(const Result<ArrayView>& destination, const Result<ArrayView>& source,
                            const Result<ArrayView>& condition, const Options& options) {
    return api::withOperands(
        destination, source, options,
        [&](const ArrayView& to, const ArrayView& from, ThreadPool& pool) -> Result<Explanation> {
            const auto where = api::checkedOperand(Role::Condition, condition);
            const auto bits = toCondition(where, {.pool = &pool});
            if (!bits) {
                return base::passOn(bits);
            }
            return explainBits(to, from, *bits, where->dtype, options, pool);
        });
}

Result<Explanation> explain(const Result<ArrayView>& destination, const Result<ArrayView>& source,
                            const ConditionMask& condition, const Options& options) {
    return api::withOperands(destination, source, options,
                             [&](const ArrayView& to, const ArrayView& from, ThreadPool& pool) {
                                 return explainBits(to, from, condition, DType::Bool, options,
                                                    pool);
                             });
}

}  // namespace frisket
