// SPDX-License-Identifier: MIT
#include "app/cli/fix_option.h"

#include "core/assign/apply_fix.h"
#include "core/assign/examine.h"
#include "core/base/text.h"

namespace frisket::cli {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

std::string fixList(const assign::Refusal& refusal) {
    std::string list;
    for (std::size_t k = 0; k < refusal.fixes.size(); ++k) {
        list += joined(k == 0 ? "" : ", ", k, " (", refusal.fixes[k].text, ")");
    }
    return list;
}

base::Status applyOne(Assignment& assignment, std::int64_t k, bool first, base::ThreadPool& pool) {
    if (auto fit = assignment.rulesFit(); !fit) {
        return fit;
    }
    const auto examined =
        assign::examine(assignment.plan, assignment.sourceData(), assignment.condition, pool);
    if (!examined) {
        return base::passOn(examined);
    }
    const std::optional<assign::Refusal>& refusal = examined->refusal;
    if (!refusal) {
        return fail(ErrorCode::InvalidArgument,
                    joined("--fix ", k, ": the assignment is not refused",
                           first ? "" : " after the fixes before", ", so there is nothing to fix."),
                    "Leave it out.");
    }
    if (refusal->fixes.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    joined("--fix ", k, ": no fix is known for this refusal. ", refusal->message));
    }
    if (k >= static_cast<std::int64_t>(refusal->fixes.size())) {
        return fail(ErrorCode::InvalidArgument,
                    joined("--fix ", k, ": this refusal has no such fix. ", refusal->message),
                    joined("Choose one of: ", fixList(*refusal), "."));
    }
    const assign::Fix& fix = refusal->fixes[static_cast<std::size_t>(k)];
    auto done = assign::applyFix(fix, assignment.request, assignment.source, assignment.condition);
    if (!done) {
        done.error().message = joined("--fix ", k, ": ", done.error().message);
        return done;
    }
    assignment.notes.push_back(fix.text);
    const bool ofOperand = fix.isView() || fix.makesArray();
    const bool ofSource = ofOperand && fix.operand == assign::Role::Source;
    if (ofOperand && fix.operand == assign::Role::Condition) {
        assignment.conditionSteps.push_back(fix);
    }
    if (ofSource) {
        return assignment.reevaluate(pool);  // rules look at the source
    }
    assignment.replan();
    return {};
}
}  // namespace

void addFixOption(CLI::App& command, std::vector<std::int64_t>& fixes) {
    command
        .add_option("--fix", fixes,
                    "Apply fix K (from 0) of the refusal, as 'plan' lists them; again for the next")
        ->type_name("K")
        ->check(CLI::NonNegativeNumber)
        ->allow_extra_args(false);
}

base::Status applyFixes(Assignment& assignment, const std::vector<std::int64_t>& fixes) {
    if (fixes.empty()) {
        return {};
    }
    base::ThreadPool pool;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        if (auto done = applyOne(assignment, fixes[i], i == 0, pool); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace frisket::cli
