// SPDX-License-Identifier: MIT
#include "core/api/frisket/frisket.h"
#include "core/api/question.h"
#include "core/assign/run.h"
#include "core/assign/table_text.h"
#include "core/base/text.h"

namespace frisket {

namespace {
Result<Explanation> explainBits(const ArrayView& destination, const ArrayView& source,
                                const ConditionMask& bits, DType conditionType,
                                const Options& options, ThreadPool& pool) {
    const assign::PlanRequest request =
        api::requestFor(destination, source, bits, conditionType, options);
    Explanation explanation;
    explanation.table = assign::alignShapes(destination.shape(), source.shape(), bits.shape());
    explanation.text = base::joined("mode         ", assign::name(options.mode), "\n",
                                    assign::tableText(request, explanation.table));
    const auto plan = assign::AssignPlan::make(request);
    if (plan) {
        const std::int64_t count = plan->loops().count();
        explanation.selected = assign::countSelected(*plan, bits, 0, count);
        explanation.numpyLine = plan->numpyLine();
        explanation.refusal = assign::findInexact(*plan, {source.data, &bits}, pool);
        explanation.text += base::joined("selected     ", explanation.selected, " of ", count,
                                         "\nnumpy        ", explanation.numpyLine, "\n");
    } else {
        explanation.refusal = plan.error();
    }
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
            const auto bits = toCondition(where, {options.mode, options.casting, 0, &pool});
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
