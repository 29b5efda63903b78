// SPDX-License-Identifier: MIT
#include "app/cli/examine.h"

#include "core/assign/check.h"
#include "core/assign/selected.h"
#include "core/base/text.h"

namespace frisket::cli {

base::Result<Examination> examine(const Assignment& assignment, base::ThreadPool& pool) {
    Examination out;
    if (!assignment.plan) {
        out.refusal = assignment.plan.error();
        return out;
    }
    const assign::AssignPlan& plan = *assignment.plan;
    const auto prepared =
        assign::PreparedInputs::make(plan, assignment.sourceData(), assignment.condition, pool);
    if (!prepared) {
        return base::passOn(prepared);
    }
    const assign::Inputs inputs = prepared->inputs();
    out.selected = assign::countSelected(plan, *inputs.condition, 0, plan.loops().count());
    out.changes = assign::castReport(plan, inputs, pool);
    out.refusal = assign::refusalFor(plan, *out.changes);
    return out;
}

std::string changesText(const assign::AssignPlan& plan, const assign::CastReport& report) {
    std::string out = base::joined(
        report.total, report.total == 1 ? " selected value changes" : " selected values change");
    const char* comma = ": ";
    for (std::size_t kind = 0; kind < assign::kCastChanges; ++kind) {
        if (report.counts[kind] > 0) {
            out += base::joined(comma, report.counts[kind], " ",
                                assign::name(static_cast<assign::CastChange>(kind)));
            comma = ", ";
        }
    }
    return base::joined(out, "; the first, ",
                        assign::toText(report.value.dtype, report.value.data()), ", becomes ",
                        assign::toText(report.becomes.dtype, report.becomes.data()), " at ",
                        assign::indexText(plan, report.first));
}

}  // namespace frisket::cli
