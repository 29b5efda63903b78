// SPDX-License-Identifier: MIT
#include "app/cli/plan_command.h"

#include <memory>

#include "app/cli/assignment.h"
#include "app/cli/plan_json.h"
#include "core/assign/table_text.h"
#include "core/base/text.h"

namespace frisket::cli {

namespace {
using base::joined;

struct PlanOptions {
    AssignmentOptions assignment;
    bool json = false;
};

std::string castText(const assign::AssignPlan& plan) {
    const std::string_view from = array::name(plan.sourceType());
    const std::string_view to = array::name(plan.destinationType());
    if (!plan.needsCast()) {
        return joined("none, both are ", to);
    }
    return joined(from, " -> ", to, ", ", assign::name(plan.casting()),
                  plan.checksValues() ? ": every selected value survives" : "");
}

std::string plainText(const Assignment& assignment, const assign::BroadcastTable& table,
                      const std::optional<base::Error>& refusal) {
    std::string out = joined("mode         ", assign::name(assignment.request.mode), "\n",
                             assign::tableText(assignment.request, table));
    if (!refusal) {
        const assign::AssignPlan& plan = *assignment.plan;
        const std::int64_t count = plan.loops().count();
        out += joined("selected     ", assign::countSelected(plan, assignment.condition, 0, count),
                      " of ", count, "\ncast         ", castText(plan), "\nnumpy        ",
                      plan.numpyLine(), "\n");
    }
    for (const std::string& note : assignment.notes) {
        out += joined("note         ", note, "\n");
    }
    return out;
}

base::Result<Output> run(const PlanOptions& options) {
    const auto assignment = readAssignment(options.assignment);
    if (!assignment) {
        return base::passOn(assignment);
    }
    std::optional<assign::Refusal> refusal;
    if (!assignment->plan) {
        refusal = assignment->plan.error();
    } else {
        base::ThreadPool pool;
        refusal = assign::findInexact(*assignment->plan, assignment->inputs(), pool);
    }
    const assign::PlanRequest& request = assignment->request;
    const auto table =
        assign::alignShapes(request.destination.layout.shape,
                            request.source ? request.source->layout.shape : array::Shape{},
                            request.condition.layout.shape);
    Output output;
    if (refusal) {
        output.refusal = refusal->toError();
    }
    output.text = options.json ? planJson(*assignment, table, refusal)
                               : plainText(*assignment, table, output.refusal);
    return output;
}
}  // namespace

void addPlanCommand(CLI::App& app, Run& run) {
    CLI::App* const command = app.add_subcommand(
        "plan", "Say what 'assign' would do: shapes, cast, NumPy line; writes nothing");
    const auto options = std::make_shared<PlanOptions>();
    addAssignmentOptions(*command, options->assignment);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &run] {
        checkOperands(options->assignment);
        run = [options] { return cli::run(*options); };
    });
}

}  // namespace frisket::cli
