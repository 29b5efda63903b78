// SPDX-License-Identifier: MIT
#include "core/api/frisket/frisket.h"
#include "core/api/question.h"
#include "core/assign/check.h"
#include "core/assign/mode_table.h"
#include "core/assign/prepared.h"
#include "core/assign/selected.h"
#include "core/assign/table_text.h"
#include "core/base/text.h"

namespace frisket {

namespace {
std::string castText(const assign::AssignPlan& plan, const CastReport& report) {
    if (!plan.needsCast()) {
        return base::joined("none, both are ", array::name(plan.destinationType()));
    }
    std::string text =
        base::joined(array::name(plan.sourceType()), " -> ", array::name(plan.destinationType()),
                     ", ", assign::name(plan.casting()), ": ");
    if (report.total == 0) {
        return text + "no selected value changes";
    }
    for (std::size_t i = 0; i < report.counts.size(); ++i) {
        if (report.counts[i] > 0) {
            text +=
                base::joined(report.counts[i], " ", assign::name(static_cast<CastChange>(i)), ", ");
        }
    }
    return base::joined(text, "first ", assign::toText(plan.sourceType(), report.value.data()),
                        " -> ", assign::toText(plan.destinationType(), report.becomes.data()),
                        " at ", assign::indexText(plan, report.first));
}

Result<Explanation> explainBits(const ArrayView& destination, const ArrayView& source,
                                const ConditionMask& bits, DType conditionType,
                                const Options& options, ThreadPool& pool) {
    const assign::PlanRequest request =
        api::requestFor(destination, source, bits, conditionType, options);
    Explanation explanation;
    explanation.table = assign::modeTable(request);
    explanation.text = base::joined("mode         ", assign::name(options.mode), "\n",
                                    assign::tableText(request, explanation.table));
    const auto plan = assign::AssignPlan::make(request);
    if (plan) {
        const std::int64_t count = plan->loops().count();
        const auto prepared = assign::PreparedInputs::make(*plan, source.data, bits, pool);
        if (!prepared) {
            return base::passOn(prepared);
        }
        explanation.selected = assign::countSelected(*plan, bits, 0, count);
        explanation.cast = assign::castReport(*plan, prepared->inputs(), pool);
        explanation.numpyLine = plan->numpyLine();
        explanation.refusal = assign::refusalFor(*plan, explanation.cast);
        const std::string_view pairing = assign::pairingText(options.mode);
        explanation.text += base::joined("selected     ", explanation.selected, " of ", count,
                                         pairing.empty() ? "" : "\npairing      ", pairing,
                                         "\ncast         ", castText(*plan, explanation.cast),
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
