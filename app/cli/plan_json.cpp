// SPDX-License-Identifier: MIT
#include "app/cli/plan_json.h"

#include <nlohmann/json.hpp>

#include "core/assign/mode_table.h"

namespace frisket::cli {

namespace {
using assign::AxisFit;
using assign::Role;
using Json = nlohmann::ordered_json;

std::string_view fitName(AxisFit fit) {
    static constexpr std::array<std::string_view, 7> kNames{
        "missing", "equal", "stretched", "surplus", "clash", "in_order", "absent"};
    return kNames[static_cast<std::size_t>(fit)];
}

Json toJson(const array::Shape& shape) {
    Json sizes = Json::array();
    for (const std::int64_t size : shape) {
        sizes.push_back(size);
    }
    return sizes;
}

Json toJson(const assign::Operand& operand) {
    return {{"dtype", array::name(operand.dtype)},
            {"shape", toJson(operand.layout.shape)},
            {"view", operand.view},
            {"prepared", operand.prepared}};
}

Json toJson(const assign::BroadcastTable& table) {
    Json axes = Json::array();
    for (std::size_t column = 0; column < static_cast<std::size_t>(table.columns); ++column) {
        Json axis;
        for (const Role role : {Role::Destination, Role::Source, Role::Condition}) {
            const assign::AlignedAxis& aligned = table.row(role)[column];
            const bool isThere = aligned.fit != AxisFit::Missing && aligned.fit != AxisFit::Absent;
            axis[std::string(assign::name(role))] = {
                {"size", isThere ? Json(aligned.size) : Json()}, {"fit", fitName(aligned.fit)}};
        }
        axes.push_back(std::move(axis));
    }
    return axes;
}

Json toJson(const assign::Refusal& refusal) {
    using Kind = assign::Fix::Kind;
    Json fixes = Json::array();
    for (const assign::Fix& fix : refusal.fixes) {
        const bool ofOperand = fix.isView() || fix.makesArray();
        fixes.push_back(
            {{"k", fixes.size()},
             {"kind", assign::name(fix.kind)},
             {"operand", fix.kind == Kind::Mode ? Json() : Json(assign::name(fix.operand))},
             {"text", fix.text},
             {"view", fix.isView() ? Json(fix.viewAfter(refusal.view)) : Json()},
             {"shape", ofOperand ? toJson(fix.shape) : Json()},
             {"mode", fix.kind == Kind::Mode ? Json(assign::name(fix.mode)) : Json()},
             {"casting", fix.kind == Kind::Casting ? Json(assign::name(fix.casting)) : Json()}});
    }
    const bool atAxis = refusal.axisFromRight > 0;
    return {{"kind", assign::name(refusal.kind)},
            {"operand", assign::name(refusal.operand)},
            {"axis_from_left", atAxis ? Json(refusal.axisFromLeft) : Json()},
            {"axis_from_right", atAxis ? Json(refusal.axisFromRight) : Json()},
            {"expected", refusal.expected},
            {"found", refusal.found},
            {"message", refusal.message},
            {"fixes", fixes}};
}

Json toJson(const assign::AssignPlan& plan, const assign::CastReport& report) {
    Json out{{"total", report.total}};
    for (std::size_t kind = 0; kind < assign::kCastChanges; ++kind) {
        out[std::string(assign::name(static_cast<assign::CastChange>(kind)))] = report.counts[kind];
    }
    out["first"] = {{"index", toJson(array::unravel(report.first, plan.shape()))},
                    {"value", assign::toText(report.value.dtype, report.value.data())},
                    {"becomes", assign::toText(report.becomes.dtype, report.becomes.data())}};
    return out;
}
}  // namespace

std::string planJson(const Assignment& assignment, const assign::BroadcastTable& table,
                     const assign::Examination& examined) {
    const std::optional<assign::Refusal>& refusal = examined.refusal;
    const assign::PlanRequest& request = assignment.request;
    const std::string_view pairing = assign::pairingText(request.mode);
    Json out{
        {"ok", !refusal},
        {"mode", assign::name(request.mode)},
        {"casting", assign::name(request.casting)},
        {"destination", toJson(request.destination)},
        {"source", request.source ? toJson(*request.source) : Json()},
        {"condition", toJson(request.condition)},
        {"value", request.value ? Json(assign::toText(request.value->dtype, request.value->data()))
                                : Json()},
        {"pairing", pairing.empty() ? Json() : Json(pairing)},
        {"axes", toJson(table)},
        {"cast", Json()},
        {"selected", Json()},
        {"size", Json()},
        {"numpy", Json()},
        {"cast_report", Json()},
        {"notes", assignment.notes},
        {"refusal", refusal ? toJson(*refusal) : Json()}};
    if (assignment.plan) {
        const assign::AssignPlan& plan = *assignment.plan;
        const std::int64_t count = plan.loops().count();
        out["cast"] = {{"from", array::name(plan.sourceType())},
                       {"to", array::name(plan.destinationType())},
                       {"needed", plan.needsCast()},
                       {"checks_values", plan.checksValues()}};
        out["selected"] = examined.selected;
        out["size"] = count;
        out["numpy"] = plan.numpyLine();
        if (examined.changes && examined.changes->total > 0) {
            out["cast_report"] = toJson(plan, *examined.changes);
        }
    }
    constexpr int kIndent = 2;
    return out.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace frisket::cli
