// SPDX-License-Identifier: MIT
#include "ui/session/stack_evaluation.h"

#include <chrono>
#include <utility>

#include "core/rules/stack.h"

namespace frisket::session {

base::Status StackEvaluation::evaluate(Step& step, base::Progress* progress,
                                       base::ThreadPool& pool) const {
    if (together) {
        step.inputs->setCondition(*together);
    }
    auto inputs = step.inputs->inputsOf(*step.rule);
    if (!inputs) {
        return base::passOn(inputs);
    }
    auto mask = rules::evaluateLayer(*step.rule, *std::move(inputs), shape, progress, &pool);
    if (!mask) {
        return base::passOn(mask);
    }
    step.selected = mask->count();
    step.result = std::make_shared<condition::ConditionMask>(*std::move(mask));
    return {};
}

base::Status StackEvaluation::run(base::Progress* progress, base::ThreadPool& pool) {
    if (source) {
        auto evaluation = source->inputs.evaluation(source->rule);
        auto array = evaluation ? evaluation->toArray(progress, &pool) : base::passOn(evaluation);
        if (!array) {
            return base::passOn(array);
        }
        for (Step& step : steps) {
            if (step.inputs) {
                step.inputs->setSource(*array);
            }
        }
    }
    if (joins) {
        auto none = condition::ConditionMask::create(shape);
        if (!none) {
            return base::passOn(none);
        }
        together = *std::move(none);
    }
    for (Step& step : steps) {
        if (step.rule) {
            const auto begin = std::chrono::steady_clock::now();
            if (const base::Status done = evaluate(step, progress, pool); !done) {
                if (done.error().code == base::ErrorCode::Cancelled) {
                    return done;
                }
                step.error = done.error();
            }
            step.milliseconds =
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
                    .count();
        }
        if (const condition::ConditionMask* mine = step.mask(); together && mine != nullptr) {
            condition::joinLayer(step.combine, *mine, *together, &pool);
        }
    }
    return {};
}

}  // namespace frisket::session
