// SPDX-License-Identifier: MIT
#include "app/cli/plan_command.h"

#include <memory>

#include "app/cli/assignment.h"
#include "app/cli/plan_json.h"
#include "core/assign/mode_table.h"
#include "core/assign/plan_text.h"
#include "core/base/text.h"

namespace frisket::cli {

namespace {
using base::joined;

struct PlanOptions {
    AssignmentOptions assignment;
    bool json = false;
};

std::string plainText(const Assignment& assignment, const assign::BroadcastTable& table,
                      const assign::Examination& examined) {
    std::string out = assign::planText(assignment.request, table, assignment.plan, examined);
    const std::optional<assign::Refusal>& refusal = examined.refusal;
    for (std::size_t k = 0; refusal && k < refusal->fixes.size(); ++k) {
        out += assign::planLine(joined("fix ", k), refusal->fixes[k].text);
    }
    for (const std::string& note : assignment.notes) {
        out += assign::planLine("note", note);
    }
    return out;
}

base::Result<Output> run(const PlanOptions& options) {
    const auto assignment = readAssignment(options.assignment);
    if (!assignment) {
        return base::passOn(assignment);
    }
    base::ThreadPool pool;
    const auto examined =
        assign::examine(assignment->plan, assignment->sourceData(), assignment->condition, pool);
    if (!examined) {
        return base::passOn(examined);
    }
    const std::optional<assign::Refusal>& refusal = examined->refusal;
    const auto table = assign::modeTable(assignment->request);
    Output output;
    if (refusal) {
        output.refusal = refusal->toError();
    }
    output.text = options.json ? planJson(*assignment, table, *examined)
                               : plainText(*assignment, table, *examined);
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
