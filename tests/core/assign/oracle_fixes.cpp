// SPDX-License-Identifier: MIT
#include "tests/core/assign/oracle_fixes.h"

#include "core/assign/apply_fix.h"
#include "core/assign/check.h"
#include "core/assign/prepared.h"
#include "core/condition/viewed.h"

namespace frisket::oracle {

namespace {
using nlohmann::json;

json refusedAnswer(const assign::Refusal& refusal) {
    return {{"outcome", "refused"},
            {"kind", assign::name(refusal.kind)},
            {"operand", assign::name(refusal.operand)},
            {"message", refusal.message}};
}

/// The operands as `applyFix` wants them.
struct Fixable {
    assign::PlanRequest request;
    std::optional<array::NdArray> source;
    condition::ConditionMask condition;
};

base::Result<Fixable> copyOf(const Request& request) {
    auto condition = request.condition.clone();
    if (!condition) {
        return base::passOn(condition);
    }
    Fixable out{request.plan, {}, *std::move(condition)};
    if (request.plan.source) {
        const Bytes& data =
            request.source.inDestination ? request.destination.data : request.source.data;
        auto source =
            array::NdArray::copyOf(request.source.operand.dtype, request.source.packed.shape, data);
        if (!source) {
            return base::passOn(source);
        }
        out.source = *std::move(source);
    }
    return out;
}

base::Result<json> tryFix(const assign::Fix& fix, const Request& request, base::ThreadPool& pool) {
    auto fixable = copyOf(request);
    if (!fixable) {
        return base::passOn(fixable);
    }
    const auto applied =
        assign::applyFix(fix, fixable->request, fixable->source, fixable->condition);
    if (!applied) {
        return base::passOn(applied);
    }
    assign::PlanRequest& fixed = fixable->request;
    fixed.selected = condition::countTrue(fixable->condition, fixed.condition.layout);
    const auto plan = assign::AssignPlan::make(fixed);
    if (!plan) {
        return refusedAnswer(plan.error());
    }
    const array::ArrayView source = fixable->source
                                        ? fixable->source->withLayout(fixed.source->layout).view()
                                        : array::ArrayView{};
    const auto prepared =
        assign::PreparedInputs::make(*plan, source.data, fixable->condition, pool);
    if (!prepared) {
        return base::passOn(prepared);
    }
    if (const auto refusal = assign::findInexact(*plan, prepared->inputs(), pool)) {
        return refusedAnswer(*refusal);
    }
    Bytes storage = request.destination.data;
    const auto status = assign::assignAll(*plan, source, fixable->condition,
                                          request.destinationView(storage), pool);
    if (!status) {
        return base::passOn(status);
    }
    return json{{"outcome", "done"}, {"data", toHex(storage)}, {"line", plan->numpyLine()}};
}
}  // namespace

json tryFixes(const Request& request, const assign::Refusal& refusal, base::ThreadPool& pool) {
    json out = json::array();
    for (const assign::Fix& fix : refusal.fixes) {
        auto tried = tryFix(fix, request, pool);
        out.push_back(tried ? *std::move(tried)
                            : json{{"outcome", "failed"}, {"message", tried.error().message}});
        out.back()["fix"] = fix.text;
    }
    return out;
}

}  // namespace frisket::oracle
