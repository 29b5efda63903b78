// SPDX-License-Identifier: MIT
#include "ui/session/other_state.h"

#include <algorithm>
#include <utility>

#include "ui/session/condition_stack.h"
#include "ui/session/core_text.h"
#include "ui/session/document.h"

namespace frisket::session {

base::Result<OtherState> OtherState::make(Document& document, std::size_t position) {
    OtherState state;
    const auto inBackground = [&document](const auto& work) {
        return document.jobs().inBackground(Jobs::OnCancel::Wait, [&](base::Progress& progress) {
            base::ThreadPool pool(document.pool().threads());  // the document's is the canvas's now
            return work(progress, pool);
        });
    };
    state.m_copy = std::make_unique<edit::StateCopy>(toState(document.stack().recorded()),
                                                     document.destination()->snapshot());
    edit::StateCopy& copy = *state.m_copy;
    const base::Status carried =
        inBackground([&](base::Progress& progress, base::ThreadPool& pool) {
            return edit::carryTo(document.history(), position, copy, pool, &progress);
        });
    if (!carried) {
        return base::passOn(carried);
    }
    state.m_condition = copy.onlyPainted();
    if (state.m_condition != nullptr) {
        return state;
    }
    // Names of labels, which rules are checked with, belong to this thread.
    auto made = document.stack().evaluationOf(
        {copy.layers,
         [&copy](const condition::ConditionMask& painted) -> const condition::ConditionMask& {
             return copy.bits(painted);
         },
         &copy.destination});
    if (!made) {
        return base::passOn(made);
    }
    state.m_evaluation = *std::move(made);
    StackEvaluation& evaluation = *state.m_evaluation;
    const base::Status evaluated =
        inBackground([&](base::Progress& progress, base::ThreadPool& pool) {
            return evaluation.run(&progress, pool);
        });
    if (!evaluated) {
        return base::passOn(evaluated);
    }
    state.m_condition = &*evaluation.together;
    for (const StackEvaluation::Step& step : evaluation.steps) {
        if (!step.error) {
            continue;
        }
        const auto layer =
            std::find_if(copy.layers.begin(), copy.layers.end(),
                         [&](const edit::StateLayer& each) { return each.id == step.id; });
        const QString problem =
            givesNothing(quotedTitle(fromCore(layer->name), step.text), *step.error);
        if (step.error->code == base::ErrorCode::OutOfMemory) {
            // It would give something there; what is made without it is not that state.
            return base::fail(base::ErrorCode::OutOfMemory, problem.toStdString());
        }
        state.m_problem = state.m_problem.isEmpty() ? problem : state.m_problem;
    }
    return state;
}

}  // namespace frisket::session
