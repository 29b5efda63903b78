// SPDX-License-Identifier: MIT
#include "app/cli/plan_command.h"

#include <algorithm>
#include <memory>

#include "app/cli/assignment.h"
#include "app/cli/examine.h"
#include "app/cli/plan_json.h"
#include "core/assign/check.h"
#include "core/assign/mode_table.h"
#include "core/base/text.h"

namespace frisket::cli {

namespace {
using assign::AxisFit;
using assign::Role;
using base::joined;

struct PlanOptions {
    AssignmentOptions assignment;
    bool json = false;
};

/// "427", "1->427", "->427" (missing), "(1)" (dropped), "3!" (does not fit), "9*" (in order).
std::string cellText(const assign::BroadcastTable& table, Role role, std::size_t column) {
    const assign::AlignedAxis& axis = table.row(role)[column];
    const std::int64_t target = table.row(Role::Destination)[column].size;
    switch (axis.fit) {
        case AxisFit::Equal:
            return joined(axis.size);
        case AxisFit::Missing:
            return role == Role::Destination ? std::string() : joined("->", target);
        case AxisFit::Stretched:
            return joined(axis.size, "->", target);
        case AxisFit::Surplus:
            return joined("(", axis.size, ")");
        case AxisFit::Clash:
            return joined(axis.size, "!");
        case AxisFit::InOrder:
            return joined(axis.size, "*");
    }
    return {};
}

std::string padded(std::string text, std::size_t width, bool right) {
    text.insert(right ? 0 : text.size(), width > text.size() ? width - text.size() : 0, ' ');
    return text;
}

/// The three shapes, aligned at the right.
std::string tableText(const assign::PlanRequest& request, const assign::BroadcastTable& table) {
    std::vector<std::size_t> widths(static_cast<std::size_t>(table.columns));
    for (std::size_t column = 0; column < widths.size(); ++column) {
        for (const Role role : {Role::Destination, Role::Source, Role::Condition}) {
            widths[column] = std::max(widths[column], cellText(table, role, column).size());
        }
    }
    std::string out;
    const auto row = [&](Role role, std::string_view dtype, const std::string& view) {
        std::string line = joined(padded(std::string(assign::name(role)), 13, false),
                                  padded(std::string(dtype), 8, false));
        for (std::size_t column = 0; column < widths.size(); ++column) {
            line += joined("  ", padded(cellText(table, role, column), widths[column], true));
        }
        out += joined(line, view.empty() ? "" : "  view ", view, "\n");
    };
    row(Role::Destination, array::name(request.destination.dtype), request.destination.view);
    if (request.value) {
        out += joined("value        ", assign::toText(request.value->dtype, request.value->data()),
                      "\n");
    } else {
        row(Role::Source, array::name(request.source->dtype), request.source->view);
    }
    row(Role::Condition, array::name(request.condition.dtype), request.condition.view);
    return out;
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
                             tableText(assignment.request, table));
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
