// SPDX-License-Identifier: MIT
#include "app/cli/plan_command.h"

#include <memory>

#include "app/cli/assignment.h"
#include "app/cli/examine.h"
#include "app/cli/plan_json.h"
#include "core/assign/check.h"
#include "core/assign/mode_table.h"
#include "core/assign/table_text.h"
#include "core/base/text.h"

namespace frisket::cli {

namespace {
using base::joined;

struct PlanOptions {
    AssignmentOptions assignment;
    bool json = false;
};

std::string padded(std::string text, std::size_t width, bool right) {
    text.insert(right ? 0 : text.size(), width > text.size() ? width - text.size() : 0, ' ');
    return text;
}

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
                      const Examination& examined) {
    const std::optional<assign::Refusal>& refusal = examined.refusal;
    std::string out = joined("mode         ", assign::name(assignment.request.mode), "\n",
                             assign::tableText(assignment.request, table));
    if (!refusal) {
        const assign::AssignPlan& plan = *assignment.plan;
        const std::int64_t count = plan.loops().count();
        const std::string_view pairing = assign::pairingText(plan.mode());
        out +=
            joined("selected     ", examined.selected, " of ", count, "\n",
                   pairing.empty() ? "" : "pairing      ", pairing, pairing.empty() ? "" : "\n",
                   "cast         ", castText(plan), "\n", "numpy        ", plan.numpyLine(), "\n");
    }
    if (examined.changes && examined.changes->total > 0) {
        out += joined("changes      ", changesText(*assignment.plan, *examined.changes), "\n");
    }
    for (std::size_t k = 0; refusal && k < refusal->fixes.size(); ++k) {
        out += joined(padded(joined("fix ", k), 13, false), refusal->fixes[k].text, "\n");
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
    base::ThreadPool pool;
    const auto examined = examine(*assignment, pool);
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
