// SPDX-License-Identifier: MIT
#include "ui/session/cast_look.h"

#include "core/assign/casting.h"
#include "core/assign/check.h"

namespace frisket::session {

namespace {
bool canLose(const assign::AssignPlan& plan) {
    return !plan.value() && !assign::isLossless(plan.sourceType(), plan.destinationType());
}

bool refusedByTypes(const Document& document) {
    return document.refusal() && document.refusal()->kind == assign::Refusal::Kind::Cast;
}
}  // namespace

bool castCanLose(const Document& document) {
    return document.plan() != nullptr && canLose(*document.plan());
}

std::optional<assign::CastReport> castReport(Document& document) {
    return castCanLose(document) ? std::optional(assign::castReport(
                                       *document.plan(), document.inputs(), document.pool()))
                                 : std::nullopt;
}

CastLook lookAtCast(Document& document, std::int64_t most) {
    CastLook look;
    const bool few = document.selectedElements().value_or(0) <= most;
    if (castCanLose(document)) {
        look.plan = *document.plan();
        if (few) {
            look.report = castReport(document);
        }
    } else if (refusedByTypes(document)) {
        assign::PlanRequest request = document.planRequest();
        request.casting = assign::Casting::Unsafe;
        auto plan = assign::AssignPlan::make(request);
        if (!plan || !canLose(*plan)) {
            return look;
        }
        look.refused = true;
        if (few) {
            const auto prepared = assign::PreparedInputs::make(
                *plan, document.source()->view().data, *document.condition(), document.pool());
            if (prepared) {
                look.report = assign::castReport(*plan, prepared->inputs(), document.pool());
            }
        }
        look.plan = *std::move(plan);
    }
    return look;
}

}  // namespace frisket::session
