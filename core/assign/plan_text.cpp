// SPDX-License-Identifier: MIT
#include "core/assign/plan_text.h"

#include <algorithm>

#include "core/assign/check.h"
#include "core/assign/mode_table.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using base::joined;

/// "427", "1->427", "->427" (missing), "(1)" (dropped), "3!" (does not fit), "9*" (in order).
std::string cellText(const PlanRequest& request, const BroadcastTable& table, Role role,
                     std::size_t column) {
    const AlignedAxis& axis = table.row(role)[column];
    const std::int64_t target =
        axis.selected ? request.selected : table.row(Role::Destination)[column].size;
    switch (axis.fit) {
        case AxisFit::Equal:
            return joined(axis.size, axis.selected ? "*" : "");
        case AxisFit::Missing:
            return joined("->", target);
        case AxisFit::Stretched:
            return joined(axis.size, "->", target);
        case AxisFit::Surplus:
            return joined("(", axis.size, ")");
        case AxisFit::Clash:
            return joined(axis.size, "!");
        case AxisFit::InOrder:
            return joined(axis.size, "*");
        case AxisFit::Absent:
            return {};
    }
    return {};
}

/// The operands, a line each.
std::string tableText(const PlanRequest& request, const BroadcastTable& table) {
    std::vector<std::size_t> widths(static_cast<std::size_t>(table.columns));
    for (std::size_t column = 0; column < widths.size(); ++column) {
        for (const Role role : {Role::Destination, Role::Source, Role::Condition}) {
            widths[column] =
                std::max(widths[column], cellText(request, table, role, column).size());
        }
    }
    const auto row = [&](Role role, const Operand& operand) {
        std::string fact = base::padded(array::name(operand.dtype), 8);
        for (std::size_t column = 0; column < widths.size(); ++column) {
            fact += joined(
                "  ", base::paddedLeft(cellText(request, table, role, column), widths[column]));
        }
        return planLine(name(role),
                        joined(fact, operand.view.empty() ? "" : "  view ", operand.view));
    };
    return joined(row(Role::Destination, request.destination),
                  request.value
                      ? planLine("value", toText(request.value->dtype, request.value->data()))
                      : row(Role::Source, *request.source),
                  row(Role::Condition, request.condition));
}

std::string castText(const AssignPlan& plan, const CastReport& report) {
    if (!plan.needsCast()) {
        return joined("none, both are ", array::name(plan.destinationType()));
    }
    return joined(array::name(plan.sourceType()), " -> ", array::name(plan.destinationType()), ", ",
                  name(plan.casting()), report.total == 0 ? ": every selected value survives" : "");
}
}  // namespace

std::string planLine(std::string_view name, std::string_view fact) {
    constexpr std::size_t kNameWidth = 13;
    return joined(base::padded(name, kNameWidth), fact, "\n");
}

std::string changesText(const AssignPlan& plan, const CastReport& report) {
    std::string out = joined(
        report.total, report.total == 1 ? " selected value changes" : " selected values change");
    const char* comma = ": ";
    for (std::size_t kind = 0; kind < kCastChanges; ++kind) {
        if (report.counts[kind] > 0) {
            out += joined(comma, report.counts[kind], " ", name(static_cast<CastChange>(kind)));
            comma = ", ";
        }
    }
    return joined(out, "; the first, ", toText(report.value.dtype, report.value.data()),
                  ", becomes ", toText(report.becomes.dtype, report.becomes.data()), " at ",
                  indexText(plan, report.first));
}

std::string planText(const PlanRequest& request, const BroadcastTable& table,
                     const base::Result<AssignPlan, Refusal>& plan, const Examination& examined) {
    std::string out = planLine("mode", name(request.mode)) + tableText(request, table);
    if (!plan || !examined.changes) {
        return out;
    }
    const std::string_view pairing = pairingText(plan->mode());
    out += planLine("selected", joined(examined.selected, " of ", plan->loops().count()));
    out += pairing.empty() ? "" : planLine("pairing", pairing);
    out += planLine("cast", castText(*plan, *examined.changes));
    out += examined.changes->total == 0
               ? ""
               : planLine("changes", changesText(*plan, *examined.changes));
    return out + planLine("numpy", plan->numpyLine());
}

}  // namespace frisket::assign
