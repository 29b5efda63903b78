// SPDX-License-Identifier: MIT
#include "tests/bench/frisket_call.h"

#include <stdexcept>

#include "core/condition/viewed.h"

namespace frisket::bench {

using array::Layout;

assign::PlanRequest requestFor(assign::Mode mode, array::DType dtype, const Shapes& shapes) {
    assign::PlanRequest request;
    request.mode = mode;
    request.destination = {dtype, Layout::rowMajor(shapes.destination), {}};
    request.source = assign::Operand{dtype, Layout::rowMajor(shapes.source), {}};
    request.condition = {array::DType::Bool, Layout::rowMajor(shapes.condition), {}};
    return request;
}

assign::AssignPlan planFor(const FrisketCall& call, base::ThreadPool& pool) {
    assign::PlanRequest request = call.request;
    if (assign::countsSelected(request.mode)) {
        request.selected = condition::countTrue(*call.condition, request.condition.layout, &pool);
    }
    auto plan = assign::AssignPlan::make(request);
    if (!plan) {
        throw std::runtime_error(plan.error().toError().text());
    }
    return *std::move(plan);
}

void runPlan(const assign::AssignPlan& plan, const FrisketCall& call, base::ThreadPool& pool) {
    array::ArrayView source;
    if (call.request.source) {
        source = {call.request.source->dtype, call.request.source->layout, call.source};
    }
    const auto done = assign::assignAll(
        plan, source, *call.condition,
        {call.request.destination.dtype, call.request.destination.layout, call.destination}, pool);
    if (!done) {
        throw std::runtime_error(done.error().text());
    }
}

void runFrisket(const FrisketCall& call, base::ThreadPool& pool) {
    runPlan(planFor(call, pool), call, pool);
}

}  // namespace frisket::bench
