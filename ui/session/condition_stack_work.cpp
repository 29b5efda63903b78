// SPDX-License-Identifier: MIT
// The part of ConditionStack that evaluates rules as a whole.
#include <utility>

#include "ui/session/condition_stack.h"
#include "ui/session/document.h"

namespace frisket::session {

namespace {
using condition::ConditionMask;
}  // namespace

/// What a rule asks of the layers below is another thing where one of these is stale.
void ConditionStack::spreadStale() {
    bool below = false;
    for (const ConditionLayer& layer : m_layers.layers) {
        const auto at = m_rules.find(layer.id);
        if (at == m_rules.end()) {
            continue;
        }
        Rule& rule = at->second;
        rule.stale = rule.stale || (below && rule.names(kBelow));
        below = below || (rule.stale && layer.on);
    }
}

/// Whether what is stale takes no longer than an event may.
bool ConditionStack::isCheap() const {
    double nanoseconds = 0;
    for (const ConditionLayer& layer : m_layers.layers) {
        const auto rule = m_rules.find(layer.id);
        if (layer.on && rule != m_rules.end() && rule->second.stale && rule->second.checked) {
            const rules::Rule::Cost cost = rule->second.checked->cost();
            nanoseconds +=
                cost.preparation + cost.perElement * static_cast<double>(m_condition->size());
        }
    }
    return nanoseconds <= kAtOnce;
}

/// What is to be done, or null where that can't be had now. `shares`: for another thread, beside
/// which edits go on.
std::shared_ptr<StackEvaluation> ConditionStack::work(bool shares) {
    bool asked = false;  // for what lies below
    for (const auto& [id, rule] : m_rules) {
        asked = asked || (rule.stale && rule.names(kBelow));
    }
    auto work = std::make_shared<StackEvaluation>();
    work->shape = m_condition->shape();
    work->joins = asked;
    for (const ConditionLayer& layer : m_layers.layers) {
        if (!layer.on) {
            continue;
        }
        StackEvaluation::Step step;
        step.id = layer.id;
        step.combine = layer.combine;
        step.text = layer.rule;
        const auto at = m_rules.find(layer.id);
        const bool stale = layer.isRule() && at != m_rules.end() && at->second.stale;
        if (stale && at->second.checked) {
            auto inputs = shares ? RuleInputs::snapshot(m_document, RuleInputs::For::Condition,
                                                        *at->second.checked)
                                 : RuleInputs::present(m_document, RuleInputs::For::Condition,
                                                       *at->second.checked);
            if (!inputs) {
                return nullptr;
            }
            step.rule = at->second.checked;
            step.inputs = std::make_unique<RuleInputs>(*std::move(inputs));
        } else if (asked && !stale) {
            const std::shared_ptr<ConditionMask>& bits =
                layer.isRule() ? at->second.bits : layer.bits;
            if (bits && shares) {
                auto copy = bits->clone();
                if (!copy) {
                    return nullptr;
                }
                step.bits = std::make_shared<const ConditionMask>(*std::move(copy));
            } else {
                step.bits = bits;
            }
        }
        work->steps.push_back(std::move(step));
    }
    return work;
}

/// Evaluates what is stale: at once where that is little work, else when edits rest.
void ConditionStack::evaluateSoon() {
    m_task.cancel();
    m_found.reset();
    spreadStale();
    if (!pending()) {
        m_rest.stop();
    } else if (!m_document.busy() && isCheap()) {
        const auto here = [this](const Evaluate& evaluate) {
            return evaluate(nullptr, m_document.pool());
        };
        if (settle(here)) {
            (void)takeFound();
        }
    } else {
        m_rest.start();
    }
}

void ConditionStack::start() {
    if (plain() || !pending()) {
        return;
    }
    spreadStale();
    const std::shared_ptr<StackEvaluation> work =
        m_document.inStroke() || m_document.busy() ? nullptr : this->work(true);
    if (!work) {
        m_rest.start();
        return;
    }
    m_task.start(
        [work, threads = m_document.pool().threads()](base::Progress& progress) {
            base::ThreadPool pool(threads);
            return work->run(&progress, pool);
        },
        [this, work](const base::Status& done) {
            if (done) {
                m_found = work;
                emit found();
            } else {
                m_rest.start();  // no memory now
            }
        });
    emit changed();
}

base::Status ConditionStack::settle(const Run& run) {
    if (!pending()) {
        return {};
    }
    m_task.cancel();
    m_rest.stop();
    spreadStale();
    const std::shared_ptr<StackEvaluation> present = work(false);
    if (!present) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          tr("There is no memory to evaluate the rules.").toStdString());
    }
    const base::Status done = run([&present](base::Progress* progress, base::ThreadPool& pool) {
        return present->run(progress, pool);
    });
    if (done) {
        m_found = present;
    } else {
        m_rest.start();
    }
    return done;
}

array::Box ConditionStack::takeFound() {
    if (!m_found) {
        return nothing();
    }
    const std::shared_ptr<StackEvaluation> work = std::exchange(m_found, nullptr);
    for (StackEvaluation::Step& step : work->steps) {
        const auto at = m_rules.find(step.id);
        if (!step.rule || at == m_rules.end() || at->second.text != step.text) {
            continue;
        }
        Rule& rule = at->second;
        rule.stale = false;
        rule.error = step.error;
        rule.milliseconds = step.milliseconds;
        rule.selected = step.selected;
        rule.bits = step.result;
    }
    const array::Box changed = fold(array::Box::wholeOf(m_condition->shape()));
    emit this->changed();
    return changed;
}

}  // namespace frisket::session
