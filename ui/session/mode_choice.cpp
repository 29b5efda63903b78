// SPDX-License-Identifier: MIT
#include "ui/session/mode_choice.h"

#include <algorithm>

#include "core/assign/scalar.h"
#include "ui/session/core_text.h"

namespace frisket::session {

std::optional<assign::PlanRequest> requestFor(const Document& document, assign::Mode mode,
                                              QString& problem) {
    assign::PlanRequest request = document.planRequest();
    request.mode = mode;
    if (mode == assign::Mode::Fill) {
        request.source.reset();
        const auto value = assign::parseScalar(document.valueText().toStdString(),
                                               document.dtype(LayerId::Destination));
        if (!value) {
            problem = fromCore(value.error().text());
            return std::nullopt;
        }
        request.value = *value;
        return request;
    }
    request.value.reset();
    if (const array::NdArray* source = document.source()) {
        const OperandView& seen = document.operandView(LayerId::Source);
        request.source =
            assign::Operand{source->dtype(), source->layout(), seen.view, seen.prepared};
    } else {
        problem = Document::tr("Open a source: its values go where the condition is true.");
        return std::nullopt;
    }
    return request;
}

ModeChoice choiceOf(const Document& document, assign::Mode mode) {
    ModeChoice choice;
    const auto request = requestFor(document, mode, choice.problem);
    if (!request) {
        return choice;
    }
    auto plan = assign::AssignPlan::make(*request);
    if (plan) {
        choice.plan = *std::move(plan);
        return choice;
    }
    const assign::Refusal& refusal = plan.error();
    choice.problem = fromCore(refusal.message);
    // The other modes are rows beside this one.
    const auto fix =
        std::find_if(refusal.fixes.begin(), refusal.fixes.end(),
                     [](const assign::Fix& each) { return each.kind != assign::Fix::Kind::Mode; });
    if (fix != refusal.fixes.end()) {
        choice.fix = *fix;
    }
    return choice;
}

std::optional<assign::Supply> supplyFor(const Document& document, assign::Mode mode) {
    QString problem;
    if (document.destination() == nullptr || document.condition() == nullptr ||
        mode == assign::Mode::Fill) {
        return std::nullopt;
    }
    const auto request = requestFor(document, mode, problem);
    return request ? assign::supplyOf(*request) : std::nullopt;
}

}  // namespace frisket::session
